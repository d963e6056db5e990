/// Text from others, such as an answer's output or a student's name, as it can be shown anywhere.
package enum Escaped {
  /// Text that acts on no terminal: control characters but tabs and line ends are written out, as
  /// are those that reorder or hide text.
  package static func text(_ text: String) -> String {
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
  package static func line(_ text: String) -> String {
    Self.text(text).replacing("\n", with: "\\n").replacing("\t", with: "\\t")
  }
}
