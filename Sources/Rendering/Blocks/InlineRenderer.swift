import Documents
import Markup
import Symbols

/// Adds stretches of text to a page.
package struct InlineRenderer {
  package let links: any Links
  let footnotes: Footnotes
  package var figures = FigureNumbers()
  /// Whether code leads to the reference.
  private var linksCode = true

  /// - Parameter blocks: the text that the stretches are of, for its footnotes' numbers.
  package init(links: any Links, of blocks: [Block] = []) {
    self.links = links
    footnotes = Footnotes(in: blocks)
  }

  /// The same, with code left as it is: for headings, and inside of links, where no other fits.
  package var withoutCodeLinks: InlineRenderer {
    var copy = self
    copy.linksCode = false
    return copy
  }

  package func add(_ inlines: [Inline], to parent: Element) {
    add(Typography.set(inlines), before: nil, to: parent)
  }

  /// Adds stretches that are set; `next` is what comes after them.
  private func add(_ inlines: [Inline], before next: Character?, to parent: Element) {
    for (index, inline) in inlines.enumerated() {
      let after = index + 1 < inlines.count ? inlines[index + 1].firstCharacter : next
      add(inline, before: after, to: parent)
    }
  }

  private func add(_ inline: Inline, before next: Character?, to parent: Element) {
    switch inline {
    case .text(let text): parent.add(text: text)
    case .code(let code):
      let address = linksCode ? links.symbols.address(ofSpan: code) : nil
      let place = address.map { parent.add("a", ["class": "api", "href": $0]) } ?? parent
      // The space at a box's end would part the sentence from its point.
      let isClosed = next.map { ".,;:!?)]\u{2019}\u{201D}".contains($0) } == true
      place.add("code", ["class": isClosed ? "closed" : nil], code)
    case .math(let formula, let display, _):
      Formula.add(formula, isDisplayed: display, to: parent)
    case .emphasis(let inner): add(inner, before: next, to: parent.add("em"))
    case .strong(let inner): add(inner, before: next, to: parent.add("strong"))
    case .strikethrough(let inner): add(inner, before: next, to: parent.add("del"))
    case .link(let target, _, let inner, _) where target.hasPrefix("figure:"):
      addFigureLink(String(target.dropFirst("figure:".count)), inner, to: parent)
    case .link(let target, let title, let inner, _):
      let destination = links.destination(of: target, words: inner)
      if destination.isPlanned {
        // There is nothing to follow, and the page says so.
        withoutCodeLinks.add(inner, before: " ", to: parent)
        parent.add("span", ["class": "planned", "title": destination.title], " (not written yet)")
        return
      }
      let attributes: KeyValuePairs<String, String?> = [
        "class": destination.style, "href": destination.address,
        "title": title.isEmpty ? destination.title : title,
      ]
      withoutCodeLinks.add(inner, before: next, to: parent.add("a", attributes))
    case .image(let source, let alternative, _):
      parent.add("img", ["src": source, "alt": alternative])
    case .footnote(let label, let isFirst, _):
      guard let number = footnotes.number(of: label) else { return }
      parent.add("sup", ["class": "footnote"]).add(
        "a",
        [
          "id": isFirst ? FootnoteList.mention(number) : nil,
          "href": "#\(FootnoteList.anchor(number))", "aria-label": "Note \(number)",
        ], "\(number)")
    case .hardBreak: parent.add("br")
    case .softBreak: parent.add(text: "\n")
    }
  }

  /// Adds a link to a figure; where its words are `Figure` or `figure`, with the figure's number.
  private func addFigureLink(_ name: String, _ words: [Inline], to parent: Element) {
    guard let number = figures.number(named: name) else { return add(words, to: parent) }
    let link = parent.add("a", ["href": "#\(FigureNumbers.anchor(number))"])
    let isName = words.plainText.lowercased() == "figure"
    withoutCodeLinks.add(isName ? [.text("\(words.plainText)\u{A0}\(number)")] : words, to: link)
  }
}

extension Inline {
  /// The character with which the words begin; nil for what has none.
  fileprivate var firstCharacter: Character? {
    switch self {
    case .text(let text): text.first
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
      .link(_, _, let inner, _):
      inner.first?.firstCharacter
    case .hardBreak, .softBreak: " "
    case .code, .math, .image, .footnote: nil
    }
  }
}
