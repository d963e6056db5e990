import Markup

/// Adds stretches of text to a page.
struct InlineRenderer {
  let links: LinkResolver

  func add(_ inlines: [Inline], to parent: Element) {
    for inline in inlines { add(inline, to: parent) }
  }

  private func add(_ inline: Inline, to parent: Element) {
    switch inline {
    case .text(let text): parent.add(text: text)
    case .code(let code): parent.add("code", [:], code)
    case .math(let formula, let display, _):
      parent.add("span", ["class": display ? "math display" : "math"], formula.trimmed)
    case .emphasis(let inner): add(inner, to: parent.add("em"))
    case .strong(let inner): add(inner, to: parent.add("strong"))
    case .strikethrough(let inner): add(inner, to: parent.add("del"))
    case .link(let target, let title, let inner, _):
      let attributes: KeyValuePairs<String, String?> = [
        "href": links.address(of: target), "title": title.isEmpty ? nil : title,
      ]
      add(inner, to: parent.add("a", attributes))
    case .image(let source, let alternative, _):
      parent.add("img", ["src": source, "alt": alternative])
    case .hardBreak: parent.add("br")
    case .softBreak: parent.add(text: "\n")
    }
  }
}
