/// The words of a failed assertion, without what only XCTest says.
package enum FailureText {
  /// `XCTFail("x")` reports `failed - x`, and an assertion without a message ends in ` - `.
  static func clean(_ description: String) -> String {
    var text = Substring(description)
    let threw = #/XCTAssertThrowsError failed: did not throw error(?: - )?/#
    if let lead = text.prefixMatch(of: threw) {
      let what = text[lead.range.upperBound...]
      return what.isEmpty ? "no error was thrown" : what + ": no error was thrown"
    }
    if let lead = text.prefixMatch(of: #/(?:XCTAssert\w+ )?failed - /#) {
      text = text[lead.range.upperBound...]
    }
    return String(text.hasSuffix(" - ") ? text.dropLast(3) : text)
  }

  /// Text that acts on no terminal: control characters but tabs and line ends are written out, as
  /// are those that reorder or hide text.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where !["\n", "\t"].contains(scalar), .format, .surrogate, .privateUse,
        .unassigned:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Text that acts on no terminal and stays on one line.
  package static func escapedLine(_ text: String) -> String {
    escaped(text).replacing("\n", with: "\\n").replacing("\t", with: "\\t")
  }

  /// A test's name in words: `testMapsEachRow` as `maps each row`, `testSGDSteps` as `SGD steps`.
  static func words(_ test: String) -> String {
    let letters = Array(test.dropFirst("test".count))
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
