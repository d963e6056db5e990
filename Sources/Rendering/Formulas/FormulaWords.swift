import Markup

/// A formula as words and signs in a line, for where no type can be set: the results of a search.
enum FormulaWords {
  /// Reads what KaTeX made of a formula: MathML, beside the type.
  static func words(of markup: String) -> String {
    guard let root = try? MarkupTree.parse(markup),
      let math = root.descendants.first(where: { $0.name == "semantics" })?.children.first
    else { return "" }
    return words(of: math).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func words(of element: Element) -> String {
    let parts = element.children.map(words)
    func joined(_ signs: String...) -> String {
      zip(parts, signs + [""]).map { $0 + $1 }.joined()
    }
    switch element.name {
    case "mfrac": return joined(" / ")
    case "msup": return joined("^")
    case "msub", "munder": return joined("_")
    case "msubsup", "munderover": return joined("_", "^")
    // A hat or a bar.
    case "mover": return parts.first ?? ""
    case "msqrt": return "\u{221A}" + parts.joined()
    case "mtable": return parts.joined(separator: "; ")
    case "mtr": return parts.joined(separator: " ")
    case "mspace": return " "
    case "mo":
      let sign = element.text
      return "=+<>\u{2212}\u{2264}\u{2265}\u{2248}\u{2192}\u{2190}\u{2208}".contains(sign)
        ? " \(sign) " : sign
    default: return parts.isEmpty ? element.text : parts.joined()
    }
  }
}
