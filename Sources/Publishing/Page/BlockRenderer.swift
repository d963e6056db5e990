import Figures
import Markup

/// Adds blocks of any text to a page: all but what only lessons have, blocks that run and headings
/// with a number.
struct BlockRenderer {
  let inlines: InlineRenderer
  var drawings = Drawings()

  func add(_ blocks: some Sequence<Block>, to parent: Element) {
    for block in blocks { add(block, to: parent) }
  }

  func add(_ block: Block, to parent: Element) {
    switch block {
    case .heading(let level, let words, _):
      inlines.withoutCodeLinks.add(words, to: parent.add("h\(level)"))
    case .paragraph(let words, _): add(paragraph: words, to: parent)
    case .code(let code): add(code, to: parent)
    case .quote(let blocks): AsideRenderer(blocks: self).add(quote: blocks, to: parent)
    case .list(let kind, let items, let tight):
      let list: Element
      switch kind {
      case .bullets: list = parent.add("ul")
      case .numbers(let start): list = parent.add("ol", ["start": start == 1 ? nil : "\(start)"])
      }
      for item in items { add(item: item, tight: tight, to: list.add("li")) }
    case .table(let table): add(table, to: parent)
    case .rule: parent.add("hr")
    case .footnote: break
    }
  }

  /// Adds a heading that can be linked to.
  func add(heading words: [Inline], level: Int, anchor: String, to parent: Element) {
    let heading = parent.add("h\(level)", ["id": anchor])
    inlines.withoutCodeLinks.add(words, to: heading)
    heading.add(
      "a", ["class": "anchor", "href": "#\(anchor)", "aria-label": "Link to this heading"], "#")
  }

  private func add(paragraph words: [Inline], to parent: Element) {
    if case .math(let formula, display: true, _) = words.first, words.count == 1 {
      parent.add("div", ["class": "math display", "tabindex": "0"], formula.trimmed)
    } else if case .image(_, let alternative, _) = words.first, words.count == 1 {
      let figure = parent.add("figure")
      inlines.add(words, to: figure)
      figure.add("figcaption", [:], alternative)
    } else {
      inlines.add(words, to: parent.add("p"))
    }
  }

  private func add(_ code: CodeBlock, to parent: Element) {
    switch code.role {
    case .output: return
    case .diagram(let title):
      let figure = Figure(.graph(Diagram(code).graph), title: title)
      Chart(figure: figure, identifier: "diagram_\(code.line)", drawings: drawings).add(to: parent)
      return
    default: break
    }
    let pre = parent.add("div", ["class": "cell"]).add("pre", ["tabindex": "0"])
    if code.role == .display {
      Highlighter.add(
        swift: code.code, to: pre.add("code", ["class": "swift"]), links: inlines.links.symbols)
    } else {
      pre.add("code", [:], code.code)
    }
  }

  private func add(item blocks: [Block], tight: Bool, to parent: Element) {
    for block in blocks {
      if tight, case .paragraph(let words, _) = block {
        inlines.add(words, to: parent)
      } else {
        add(block, to: parent)
      }
    }
  }

  private func add(_ table: Block.Table, to parent: Element) {
    let element = parent.add("div", ["class": "scroll", "tabindex": "0"]).add("table")
    func style(_ column: Int) -> String? {
      guard column < table.alignments.count, table.alignments[column] != .left else { return nil }
      return table.alignments[column].rawValue
    }
    let head = element.add("thead").add("tr")
    for (column, words) in table.header.enumerated() {
      // A cell that heads nothing is not announced as a heading.
      let isEmpty = words.isEmpty
      let attributes: KeyValuePairs<String, String?> = [
        "scope": isEmpty ? nil : "col", "class": style(column),
      ]
      inlines.add(words, to: head.add(isEmpty ? "td" : "th", attributes))
    }
    let body = element.add("tbody")
    for row in table.rows {
      let line = body.add("tr")
      for (column, words) in row.enumerated() {
        inlines.add(words, to: line.add("td", ["class": style(column)]))
      }
    }
  }
}
