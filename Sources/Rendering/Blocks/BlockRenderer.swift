import Documents
import Figures
import Markup

/// Adds blocks of any text to a page: all but what only lessons have, blocks that run and headings
/// with a number.
package struct BlockRenderer {
  package var inlines: InlineRenderer
  var drawings = Drawings()
  /// The blocks that ran, by the lines of their fences.
  var cells: [Int: CellRenderer] = [:]
  var figures = FigureNumbers()

  package init(inlines: InlineRenderer, drawings: Drawings = Drawings()) {
    self.inlines = inlines
    self.drawings = drawings
  }

  /// The same for a lesson, with its blocks that ran beside what they did.
  package func showing(_ outputs: [CellOutput], of lesson: Lesson) -> BlockRenderer {
    let drawn = Dictionary(
      zip(lesson.cells.map(\.code.line), outputs.map(\.figures.count)),
      uniquingKeysWith: { first, _ in first })
    let figures = FigureNumbers(of: lesson.blocks) { drawn[$0] ?? 0 }
    var blocks = self
    blocks.figures = figures
    blocks.inlines.figures = figures
    for (index, cell) in lesson.cells.enumerated() {
      blocks.cells[cell.code.line] = CellRenderer(
        cell: cell, output: outputs[index], number: index + 1, drawings: drawings,
        symbols: inlines.links.symbols, figures: figures)
    }
    return blocks
  }

  package func add(_ blocks: some Sequence<Block>, to parent: Element) {
    let blocks = Array(blocks)
    for index in blocks.indices { add(blocks, at: index, to: parent) }
  }

  /// Adds the block at `index`, as it is among its neighbours: what follows a prediction keeps its
  /// output folded away.
  package func add(_ blocks: [Block], at index: Int, to parent: Element) {
    if let group = Tabs.group(in: blocks, at: index) {
      return add(tabs: blocks[group], to: parent)
    }
    if Tabs.isWithin(blocks, index) { return }
    if index > 0, case .quote(let quote) = blocks[index - 1], let aside = Aside(quote),
      aside.kind == .prediction, let cell = cell(blocks[index])
    {
      cell.add(to: parent, folding: aside.answer ?? [], with: self)
    } else if case .quote(let quote) = blocks[index], let aside = Aside(quote) {
      let isAnsweredBelow =
        aside.kind == .prediction && index + 1 < blocks.count && cell(blocks[index + 1]) != nil
      AsideRenderer(blocks: self).add(aside, isAnsweredBelow: isAnsweredBelow, to: parent)
    } else {
      add(blocks[index], to: parent)
    }
  }

  private func add(tabs group: ArraySlice<Block>, to parent: Element) {
    let element = parent.add("div", ["class": "tabs"])
    for case .code(let code) in group where code.isTab {
      let name = Self.languages[code.language] ?? code.language
      let tab = element.add("div", ["class": "tab", "data-name": name])
      tab.add("p", ["class": "tab-name"], name)
      add(.code(code), to: tab)
    }
  }

  /// What tabs call the languages.
  private static let languages = ["swift": "Swift", "python": "Python", "lua": "Lua", "c": "C"]

  /// What ran, where the block is one that shows its output.
  private func cell(_ block: Block) -> CellRenderer? {
    guard case .code(let code) = block, code.role != .hidden else { return nil }
    return cells[code.line]
  }

  package func add(_ block: Block, to parent: Element) {
    switch block {
    case .heading(let level, let words, _):
      inlines.withoutCodeLinks.add(words, to: parent.add("h\(level)"))
    case .paragraph(let words, let line): add(paragraph: words, line: line, to: parent)
    case .code(let code): add(code, to: parent)
    case .quote(let quote):
      if let aside = Aside(quote) {
        AsideRenderer(blocks: self).add(aside, to: parent)
      } else {
        add(quote, to: parent.add("blockquote"))
      }
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
  package func add(heading words: [Inline], level: Int, anchor: String, to parent: Element) {
    let heading = parent.add("h\(level)", ["id": anchor])
    inlines.withoutCodeLinks.add(words, to: heading)
    heading.add(
      "a", ["class": "anchor", "href": "#\(anchor)", "aria-label": "Link to this heading"], "#")
  }

  private func add(paragraph words: [Inline], line: Int, to parent: Element) {
    if case .math(let formula, display: true, _) = words.first, words.count == 1 {
      Formula.add(formula, isDisplayed: true, as: "div", to: parent)
    } else if case .image(_, let alternative, _) = words.first, words.count == 1 {
      let number = figures.number(line: line)
      let figure = parent.add("figure", ["id": number.map(FigureNumbers.anchor)])
      inlines.add(words, to: figure)
      figure.addCaption(alternative, number: number)
    } else {
      inlines.add(words, to: parent.add("p"))
    }
  }

  private func add(_ code: CodeBlock, to parent: Element) {
    if let cell = cells[code.line] { return cell.add(to: parent) }
    switch code.role {
    case .output, .figure: return
    case .diagram(let title): return add(.graph(Diagram(code).graph), title, code, to: parent)
    case .shapes(let title): return add(.shapes(ShapesBlock(code).shapes), title, code, to: parent)
    default: break
    }
    let pre = parent.add("div", ["class": "cell"]).add("pre")
    if code.role == .display {
      Highlighter.add(
        swift: code.code, to: pre.add("code", ["class": "swift"]), links: inlines.links.symbols,
        marks: code.marks)
    } else if code.language == "diff" {
      CodeLines(diff: code.code).add(to: pre.add("code", ["class": "diff"]))
    } else {
      let pieces = ScriptHighlighter(code.language)?.pieces(of: code.code) ?? [.init(code.code)]
      CodeLines(pieces, marks: code.marks).add(to: pre.add("code"))
    }
  }

  /// Adds a picture that a block itself is.
  private func add(
    _ content: Figure.Content, _ title: String, _ code: CodeBlock, to parent: Element
  ) {
    let figure = Figure(content, title: title, description: figures.description(line: code.line))
    Chart(
      figure: figure, identifier: "diagram_\(code.line)", drawings: drawings,
      number: figures.number(line: code.line), address: inlines.links.address
    ).add(to: parent)
  }

  private func add(item blocks: [Block], tight: Bool, to parent: Element) {
    for index in blocks.indices {
      if tight, case .paragraph(let words, _) = blocks[index] {
        inlines.add(words, to: parent)
      } else {
        add(blocks, at: index, to: parent)
      }
    }
  }

  private func add(_ table: Block.Table, to parent: Element) {
    let element = parent.add("div", ["class": "scroll"]).add("table")
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
    // What another library calls so is not this one's.
    let isOfNames = NamesTable.isHeader(table.header)
    for row in table.rows {
      let line = body.add("tr")
      for (column, words) in row.enumerated() {
        let inlines = isOfNames && column > 0 ? inlines.withoutCodeLinks : inlines
        inlines.add(words, to: line.add("td", ["class": style(column)]))
      }
    }
  }
}
