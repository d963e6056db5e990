/// One block of a lesson: what Markdown calls a paragraph, a heading, a list and so on.
package indirect enum Block: Equatable, Sendable {
  case heading(level: Int, [Inline], line: Int)
  case paragraph([Inline], line: Int)
  case code(CodeBlock)
  case quote([Block])
  case list(ListKind, items: [[Block]], tight: Bool)
  case table(Table)
  case rule
  /// What a footnote says.
  case footnote(label: String, [Inline], line: Int)

  package enum ListKind: Equatable, Sendable {
    case bullets
    case numbers(start: Int)
  }

  package struct Table: Equatable, Sendable {
    package var alignments: [Alignment] = []
    package var header: [[Inline]] = []
    package var rows: [[[Inline]]] = []
    /// The line of the header.
    package var line = 1

    /// A row's line: the header and the rule under it come first.
    func line(ofRow index: Int) -> Int { line + 2 + index }
  }

  package enum Alignment: String, Sendable {
    case left, center, right
  }
}

/// A stretch of text within a block.
package indirect enum Inline: Equatable, Sendable {
  case text(String)
  case code(String)
  case math(String, display: Bool, line: Int)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case link(target: String, title: String, [Inline], line: Int)
  case image(source: String, alternative: String, line: Int)
  /// The mark of a footnote; the first of a label is where the way back leads.
  case footnote(label: String, isFirst: Bool, line: Int)
  case hardBreak
  case softBreak
}

extension Sequence<Inline> {
  /// The same words, where a link has no place.
  package var withoutLinks: [Inline] {
    flatMap { inline in
      if case .link(_, _, let inner, _) = inline { return inner }
      return [inline]
    }
  }

  /// The words alone, as a title or an anchor needs them.
  package var plainText: String {
    map(\.plainText).joined()
  }
}

extension Inline {
  var isImage: Bool { if case .image = self { true } else { false } }

  package var plainText: String {
    switch self {
    case .text(let text), .code(let text), .math(let text, _, _): text
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): inner.plainText
    case .link(_, _, let inner, _): inner.plainText
    case .image(_, let alternative, _): alternative
    case .footnote: ""
    case .hardBreak, .softBreak: " "
    }
  }
}

extension Block {
  package var isHeading: Bool {
    if case .heading = self { true } else { false }
  }

  /// Whether the block is the heading of level 2 with these words.
  func isHeading(named name: String) -> Bool {
    if case .heading(2, let words, _) = self { words.plainText == name } else { false }
  }

  /// Calls `visit` with every inline of the block and of the blocks in it, outermost first; with
  /// what is in one only where `isEntered` says so.
  package func forEachInline(
    isEntered: (Inline) -> Bool = { _ in true }, _ visit: (Inline) -> Void
  ) {
    func walk(_ inlines: [Inline]) {
      for inline in inlines {
        visit(inline)
        guard isEntered(inline) else { continue }
        switch inline {
        case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
          .link(_, _, let inner, _):
          walk(inner)
        case .text, .code, .math, .image, .footnote, .hardBreak, .softBreak: break
        }
      }
    }
    switch self {
    case .heading(_, let inlines, _), .paragraph(let inlines, _), .footnote(_, let inlines, _):
      walk(inlines)
    case .quote(let blocks): blocks.forEach { $0.forEachInline(isEntered: isEntered, visit) }
    case .list(_, let items, _):
      items.joined().forEach { $0.forEachInline(isEntered: isEntered, visit) }
    case .table(let table):
      table.header.forEach(walk)
      table.rows.joined().forEach(walk)
    case .code, .rule: break
    }
  }
}

extension Sequence<Block> {
  /// The code in blocks, and in the blocks in them.
  package var codeBlocks: [CodeBlock] {
    flatMap { block -> [CodeBlock] in
      switch block {
      case .code(let code): [code]
      case .quote(let blocks): blocks.codeBlocks
      case .list(_, let items, _): items.joined().codeBlocks
      default: []
      }
    }
  }
}
