/// Quotation marks, apostrophes and minus signs as a printer sets them: lessons are typed with
/// straight ones and hyphens.
package struct Typography {
  /// What comes before the text at hand.
  private var previous: Character = " "

  /// Running text; code and formulas in it stay as they are.
  package static func set(_ inlines: [Inline]) -> [Inline] {
    var typography = Typography()
    return typography.set(inlines)
  }

  package static func set(_ text: String) -> String {
    var typography = Typography()
    return typography.set(text)
  }

  private mutating func set(_ inlines: [Inline]) -> [Inline] {
    inlines.map { inline in
      switch inline {
      case .text(let text): return .text(set(text))
      case .emphasis(let inner): return .emphasis(set(inner))
      case .strong(let inner): return .strong(set(inner))
      case .strikethrough(let inner): return .strikethrough(set(inner))
      case .link(let target, let title, let inner, let line):
        return .link(target: target, title: title, set(inner), line: line)
      case .code, .math, .image, .footnote, .hardBreak, .softBreak:
        previous = inline.plainText.last ?? previous
        return inline
      }
    }
  }

  private mutating func set(_ text: String) -> String {
    var result = ""
    for (character, next) in zip(text, text.dropFirst().map(Character?.some) + [nil]) {
      let opens = previous.isWhitespace || "([{\u{2013}\u{2014}\u{2018}\u{201C}".contains(previous)
      let printed: Character =
        switch character {
        case "\"": opens ? "\u{201C}" : "\u{201D}"
        case "'": opens ? "\u{2018}" : "\u{2019}"
        case "-" where opens && next?.isNumber == true: "\u{2212}"
        default: character
        }
      result.append(printed)
      previous = printed
    }
    return result
  }
}
