import Markup

/// Adds block quotes; one that opens with certain words in bold is set apart, or folded away.
struct AsideRenderer {
  let blocks: BlockRenderer

  /// The asides' classes by the words in bold that open them.
  private static let styles = [
    "Note": "note", "Slip": "slip", "In PyTorch": "pytorch", "In Torch7": "torch7",
    "Try it": "try",
  ]

  func add(quote: [Block], to parent: Element) {
    guard case .paragraph(let words, let line)? = quote.first,
      case .strong(let bold)? = words.first, bold.plainText.hasSuffix(".")
    else { return addPlain(quote, to: parent) }
    let label = String(bold.plainText.dropLast())
    if label == "Hint" || label.hasPrefix("Hint ") {
      let details = parent.add("details", ["class": "hint"])
      details.add("summary", [:], label)
      add(words.dropFirst(), line, quote.dropFirst(), to: details)
    } else if let style = Self.styles[label] {
      let aside = parent.add("div", ["class": "aside \(style)", "role": "note"])
      aside.add("p", ["class": "label"], label)
      add(words.dropFirst(), line, quote.dropFirst(), to: aside)
    } else {
      addPlain(quote, to: parent)
    }
  }

  private func addPlain(_ quote: [Block], to parent: Element) {
    blocks.add(quote, to: parent.add("blockquote"))
  }

  /// Adds what follows the words in bold.
  private func add(
    _ words: ArraySlice<Inline>, _ line: Int, _ others: ArraySlice<Block>, to parent: Element
  ) {
    var words = Array(words)
    if case .text(let text)? = words.first {
      words[0] = .text(String(text.drop(while: \.isWhitespace)))
    }
    if case .softBreak? = words.first { words.removeFirst() }
    if !words.isEmpty { blocks.add(.paragraph(words, line: line), to: parent) }
    blocks.add(others, to: parent)
  }
}
