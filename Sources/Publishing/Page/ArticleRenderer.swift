import Markup

/// Adds a lesson's blocks to its page.
struct ArticleRenderer {
  let lesson: Lesson
  let outputs: [CellOutput]
  let inlines: InlineRenderer
  let exercise: ExerciseBox

  /// The block quotes that are set apart, by the words in bold that open them.
  private static let asides = [
    "Note": "note", "Slip": "slip", "In PyTorch": "pytorch", "In Torch7": "torch7",
    "Try it": "try",
  ]

  func add(to parent: Element) {
    let anchors = Anchors.all(in: lesson.blocks)
    var headings = 0
    var cells = 0
    for (index, block) in lesson.blocks.enumerated() {
      switch block {
      case .heading(let level, let words, _):
        let anchor = anchors[headings]
        headings += 1
        if index + 1 < lesson.blocks.count, ExerciseBox.isMark(lesson.blocks[index + 1]) {
          exercise.add(to: parent, anchor: anchor) { box in
            add(heading: words, level: level, anchor: anchor, to: box)
          }
        } else {
          add(heading: words, level: level, anchor: anchor, to: parent)
        }
      case _ where ExerciseBox.isMark(block): break
      case .code(let code) where cells < lesson.cells.count && lesson.cells[cells].code == code:
        CellRenderer(cell: lesson.cells[cells], output: outputs[cells], number: cells + 1)
          .add(to: parent)
        cells += 1
      default: add(block, to: parent)
      }
    }
  }

  private func add(heading words: [Inline], level: Int, anchor: String, to parent: Element) {
    let heading = parent.add("h\(level)", ["id": anchor])
    guard level > 1 else {
      let number = lesson.section.id
      heading.add("span", ["class": "number"], number)
      heading.add(text: " " + words.plainText.dropFirst(number.count).description.trimmed)
      LessonMeta(section: lesson.section, hasProgram: lesson.hasProgram).add(to: parent)
      return
    }
    inlines.add(words, to: heading)
    heading.add(
      "a", ["class": "anchor", "href": "#\(anchor)", "aria-label": "Link to this heading"], "#")
  }

  private func add(_ block: Block, to parent: Element) {
    switch block {
    case .heading(let level, let words, _): inlines.add(words, to: parent.add("h\(level)"))
    case .paragraph(let words, _): add(paragraph: words, to: parent)
    case .code(let code): add(code, to: parent)
    case .quote(let blocks): add(quote: blocks, to: parent)
    case .list(let kind, let items, let tight):
      let list: Element
      switch kind {
      case .bullets: list = parent.add("ul")
      case .numbers(let start): list = parent.add("ol", ["start": start == 1 ? nil : "\(start)"])
      }
      for item in items { add(item: item, tight: tight, to: list.add("li")) }
    case .table(let table): add(table, to: parent)
    case .rule: parent.add("hr")
    }
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
    guard code.role != .output else { return }
    let pre = parent.add("div", ["class": "cell"]).add("pre", ["tabindex": "0"])
    if code.role == .display {
      Highlighter.add(swift: code.code, to: pre.add("code", ["class": "swift"]))
    } else {
      pre.add("code", [:], code.code)
    }
  }

  private func add(quote blocks: [Block], to parent: Element) {
    guard case .paragraph(let words, let line)? = blocks.first,
      case .strong(let label)? = words.first,
      label.plainText.hasSuffix("."),
      let style = Self.asides[String(label.plainText.dropLast())]
    else {
      let quote = parent.add("blockquote")
      for block in blocks { add(block, to: quote) }
      return
    }
    let aside = parent.add("div", ["class": "aside \(style)", "role": "note"])
    aside.add("p", ["class": "label"], String(label.plainText.dropLast()))
    var rest = Array(words.dropFirst())
    if case .text(let text)? = rest.first {
      rest[0] = .text(String(text.drop(while: \.isWhitespace)))
    }
    if case .softBreak? = rest.first { rest.removeFirst() }
    if !rest.isEmpty { add(.paragraph(rest, line: line), to: aside) }
    for block in blocks.dropFirst() { add(block, to: aside) }
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
