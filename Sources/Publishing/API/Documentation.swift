import Documents
import Symbols

/// The documentation of a declaration as blocks of a page.
enum Documentation {
  /// The text of a symbol; as it is written where it cannot be read as Markdown.
  static func blocks(of symbol: Symbol) -> [Block] {
    guard !symbol.documentation.isEmpty else { return [] }
    do {
      return try MarkdownReader.read(
        symbol.documentation, file: symbol.file, isDocumentation: true
      ).map(shown)
    } catch {
      return [.paragraph([.text(symbol.documentation)], line: symbol.line)]
    }
  }

  /// The first sentence.
  static func summary(of symbol: Symbol) -> [Inline] {
    guard case .paragraph(let words, _)? = blocks(of: symbol).first else { return [] }
    var sentence: [Inline] = []
    for word in words {
      guard case .text(let text) = word, let end = text.range(of: ". ") else {
        sentence.append(word)
        continue
      }
      return sentence + [.text(String(text[..<end.lowerBound]) + ".")]
    }
    return sentence
  }

  /// A block as it is on the page: a heading such as "# Performance" must not rank above the
  /// page's own, and what Swift's comments call parameters is a list of their names.
  private static func shown(_ block: Block) -> Block {
    switch block {
    case .heading(_, let words, let line): .paragraph([.strong(words)], line: line)
    case .list(let kind, let items, let tight): .list(kind, items: items.map(field), tight: tight)
    default: block
    }
  }

  /// An item such as "Parameter x: the input", "Parameters:" over a list of them, or "Returns:
  /// ...".
  private static func field(_ item: [Block]) -> [Block] {
    guard let (label, rest) = label(of: item) else { return item }
    if label.hasPrefix("Parameter ") {
      return rest([.code(String(label.dropFirst("Parameter ".count)))])
    }
    guard ["Parameters", "Returns", "Throws"].contains(label) else { return item }
    let field = rest([.strong([.text(label)])])
    return label == "Parameters" ? field.map(parameters) : field
  }

  private static func parameters(_ block: Block) -> Block {
    guard case .list(let kind, let items, let tight) = block else { return block }
    let named = items.map { item in
      label(of: item).map { label, rest in rest([.code(label)]) } ?? item
    }
    return .list(kind, items: named, tight: tight)
  }

  /// The words before an item's first colon, and the item with others in their place.
  private static func label(of item: [Block]) -> (String, ([Inline]) -> [Block])? {
    guard case .paragraph(let words, let line)? = item.first, case .text(let text)? = words.first,
      let colon = text.firstIndex(of: ":")
    else { return nil }
    let rest = [.text(String(text[colon...]))] + words.dropFirst()
    return (String(text[..<colon]), { [.paragraph($0 + rest, line: line)] + item.dropFirst() })
  }
}
