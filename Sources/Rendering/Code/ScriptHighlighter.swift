/// Colours the languages that lessons set beside Swift.
struct ScriptHighlighter {
  private let keywords: Set<String>
  /// What begins a comment that ends with the line.
  private let comment: String
  /// What begins and ends texts and comments that may run over lines, longest first.
  private let long: [(start: String, end: String, style: String)]

  /// The highlighter of a fence's language; nil where there is none.
  init?(_ language: String) {
    switch language {
    case "python":
      keywords = [
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
        "else", "except", "False", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "None", "nonlocal", "not", "or", "pass", "raise", "return", "True", "try",
        "while", "with", "yield",
      ]
      comment = "#"
      long = [("\"\"\"", "\"\"\"", "string"), ("\'\'\'", "\'\'\'", "string")]
    case "lua":
      keywords = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if",
        "in", "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
      ]
      comment = "--"
      long = [("--[[", "]]", "comment"), ("[[", "]]", "string")]
    default: return nil
    }
  }

  func pieces(of source: String) -> [CodeLines.Piece] {
    var pieces: [CodeLines.Piece] = []
    var rest = source[...]
    func take(_ end: Substring.Index, _ style: String?) {
      pieces.append(.init(String(rest[..<end]), style: style))
      rest = rest[end...]
    }
    while let first = rest.first {
      if let span = long.first(where: { rest.hasPrefix($0.start) }) {
        let inner = rest.dropFirst(span.start.count)
        take(inner.range(of: span.end)?.upperBound ?? rest.endIndex, span.style)
      } else if rest.hasPrefix(comment) {
        take(rest.firstIndex(of: "\n") ?? rest.endIndex, "comment")
      } else if first == "\"" || first == "'" {
        take(Self.endOfString(in: rest, quote: first), "string")
      } else if first.isLetter || first == "_" {
        let end = rest.firstIndex { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? rest.endIndex
        let isKeyword = keywords.contains(String(rest[..<end]))
        let isCall = end < rest.endIndex && rest[end] == "("
        take(end, isKeyword ? "keyword" : isCall ? "call" : nil)
      } else if first.isNumber,
        let match = rest.prefixMatch(of: /[0-9][0-9a-fA-FxX_]*(\.[0-9]*)?([eE][-+]?[0-9]+)?/)
      {
        take(match.range.upperBound, "number")
      } else {
        take(rest.index(after: rest.startIndex), nil)
      }
    }
    return pieces
  }

  /// A quotation mark after a backslash does not end the text, nor does it go on over the line's
  /// end.
  private static func endOfString(in text: Substring, quote: Character) -> Substring.Index {
    var index = text.index(after: text.startIndex)
    while index < text.endIndex, text[index] != "\n" {
      let character = text[index]
      index = text.index(after: index)
      if character == quote { break }
      if character == "\\", index < text.endIndex { index = text.index(after: index) }
    }
    return index
  }
}
