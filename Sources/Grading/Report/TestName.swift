/// The names of tests, as a learner reads them.
enum TestName {
  /// Names of one word that have capitals within, without these.
  private static let oneWord = ["DType": "Dtype", "NaN": "Nan", "ReLU": "Relu"]

  /// A test's name in words: `testMapsEachRow` as `maps each row`, `testSGDSteps` as `SGD steps`,
  /// `testEveryDType` as `every dtype`.
  static func words(_ test: String) -> String {
    let name = oneWord.reduce(String(test.dropFirst("test".count))) {
      $0.replacing($1.key, with: $1.value)
    }
    let letters = Array(name)
    var words: [String] = []
    for (index, letter) in letters.enumerated() where letter != "_" {
      let previous = index > 0 ? letters[index - 1] : "_"
      let endsAcronym =
        previous.isUppercase && index + 1 < letters.count && letters[index + 1].isLowercase
      let startsWord =
        previous == "_" || letter.isUppercase && (!previous.isUppercase || endsAcronym)
      if startsWord { words.append("") }
      words[words.count - 1].append(letter)
    }
    guard !words.isEmpty else { return test }
    return words.map { word in
      word.count > 1 && word.allSatisfy(\.isUppercase) ? word : word.lowercased()
    }.joined(separator: " ")
  }
}
