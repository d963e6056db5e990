/// The names of tests, as a learner reads them.
enum TestName {
  /// Names with capitals inside that are one word, and how they are written in a sentence.
  private static let names = [
    "DType": "dtype", "NaN": "NaN", "NumPy": "NumPy", "PyTorch": "PyTorch", "ReLU": "ReLU",
  ]

  /// A test's name in words: `testMapsEachRow` as `maps each row`, `testSGDSteps` as `SGD steps`,
  /// `testNaNStays` as `NaN stays`.
  static func words(_ test: String) -> String {
    var rest = test.dropFirst("test".count)
    var words: [String] = []
    while let first = rest.first {
      if let name = names.first(where: {
        rest.hasPrefix($0.key) && rest.dropFirst($0.key.count).startsWord
      }) {
        words.append(name.value)
        rest = rest.dropFirst(name.key.count)
        continue
      }
      let word = String(rest.prefix(wordLength(in: rest)))
      rest = rest.dropFirst(word.count)
      if first == "_" { continue }
      let isAcronym = word.count > 1 && word.allSatisfy(\.isUppercase)
      words.append(isAcronym ? word : word.lowercased())
    }
    return words.isEmpty ? test : words.joined(separator: " ")
  }

  /// How many letters the first word has: up to the next capital, or to the last of several, with
  /// which the word after an acronym begins.
  private static func wordLength(in letters: Substring) -> Int {
    let capitals = letters.prefix(while: \.isUppercase).count
    let end = letters.dropFirst(capitals)
    if capitals > 1 { return end.first?.isLowercase == true ? capitals - 1 : capitals }
    return max(1, capitals + end.prefix { !$0.isUppercase && $0 != "_" }.count)
  }
}

extension Substring {
  fileprivate var startsWord: Bool { first?.isLowercase != true }
}
