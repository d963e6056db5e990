/// A line with its numbers apart from its words.
struct NumberedText {
  /// The text between the numbers, without white space, which moves as numbers grow.
  private(set) var words: [String] = [""]
  private(set) var numbers: [Double] = []

  init(_ text: String) {
    var rest = text[...]
    // A digit in a name, such as the one of `w2`, begins no number.
    var isInWord = false
    while !rest.isEmpty {
      if !isInWord,
        let match = rest.prefixMatch(of: /-?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?/),
        let number = Double(match.0.hasSuffix(".") ? match.0 + "0" : match.0)
      {
        numbers.append(number)
        words.append("")
        rest = rest[match.range.upperBound...]
      } else {
        let character = rest.removeFirst()
        isInWord = character.isLetter || character == "_" || (isInWord && character.isNumber)
        if !character.isWhitespace { words[words.count - 1].append(character) }
      }
    }
  }
}
