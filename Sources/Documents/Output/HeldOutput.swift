/// The output that a lesson promises, compared with what its block printed.
struct HeldOutput {
  private let block: CodeBlock
  private let file: String

  init(_ block: CodeBlock, file: String) {
    self.block = block
    self.file = file
  }

  /// The first line that no longer holds; nil when all do. A line `...` stands for any lines.
  func fault(printed: CellOutput) -> LessonFault? {
    if block.role == .output(.varies) { return nil }
    let promised = CellOutput(text: block.code).lines
    let printed = printed.lines
    // Each stretch between two `...` is looked for as early as it occurs, the last one at the end.
    let stretches = promised.split(separator: "...", omittingEmptySubsequences: false)
    guard let first = stretches.first, let last = stretches.last else { return nil }
    if stretches.count == 1 { return compare(first, printed[...], at: 0) }
    if let fault = compare(first, printed.prefix(first.count), at: 0) { return fault }
    var rest = printed.dropFirst(first.count)
    for stretch in stretches.dropFirst().dropLast() {
      guard
        let start = rest.indices.first(where: { rest[$0...].starts(with: stretch, by: isPromise) })
      else {
        return fault(line: stretch.startIndex, found: "no longer printed after the lines above it")
      }
      rest = rest[(start + stretch.count)...]
    }
    return compare(last, rest.suffix(last.count), at: last.startIndex)
  }

  /// Whether a printed line is the one that is promised, as closely as the block asks for.
  private func isPromise(_ printed: String, _ promised: String) -> Bool {
    if printed == promised { return true }
    guard case .output(.within(let tolerance)) = block.role else { return false }
    let (one, other) = (NumberedText(printed), NumberedText(promised))
    return one.words == other.words && one.numbers.count == other.numbers.count
      && zip(one.numbers, other.numbers).allSatisfy { a, b in
        abs(a - b) <= tolerance * max(1, abs(a), abs(b))
      }
  }

  private func compare(
    _ promised: ArraySlice<String>, _ printed: ArraySlice<String>, at start: Int
  ) -> LessonFault? {
    let pairs = zip(promised, printed).enumerated()
    if let (offset, pair) = pairs.first(where: { !isPromise($0.element.1, $0.element.0) }) {
      return fault(line: start + offset, found: "the block prints '\(pair.1)'")
    }
    if promised.count > printed.count {
      return fault(
        line: promised.startIndex + printed.count, found: "the block prints nothing more")
    }
    guard printed.count > promised.count else { return nil }
    let extra = printed[printed.startIndex + promised.count]
    return LessonFault(
      file: file, line: block.firstLine + promised.endIndex,
      message: "the output continues: the block also prints '\(extra)'; `lessons record` updates it"
    )
  }

  private func fault(line: Int, found: String) -> LessonFault {
    let promised = CellOutput(text: block.code).lines
    let words = line < promised.count ? "'\(promised[line])'" : "the end"
    return LessonFault(
      file: file, line: block.firstLine + line,
      message: "the output no longer holds: the lesson says \(words), \(found)")
  }
}

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
