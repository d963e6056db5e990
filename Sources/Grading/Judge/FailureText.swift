/// The words of a failed assertion, without what only XCTest says.
enum FailureText {
  /// `XCTFail("x")` reports `failed - x`; the message is the `x`.
  static func clean(_ description: String) -> String {
    let prefix = "failed - "
    return description.hasPrefix(prefix) ? String(description.dropFirst(prefix.count)) : description
  }

  /// Text that acts on no terminal: control characters but line ends are written out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where scalar != "\n", .format, .surrogate, .privateUse:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A test's name in words: `testMapsEachRow` as `maps each row`.
  static func words(_ test: String) -> String {
    var words = ""
    for letter in test.dropFirst("test".count) {
      if letter == "_" {
        words += " "
        continue
      }
      let startsWord = letter.isUppercase && words.last?.isUppercase == false
      if startsWord, words.last != " " { words += " " }
      words += letter.isUppercase && startsWord ? letter.lowercased() : String(letter)
    }
    guard let first = words.first else { return test }
    return first.lowercased() + words.dropFirst()
  }
}
