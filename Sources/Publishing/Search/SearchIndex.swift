import Documents
import Foundation
import Symbols

/// Every text of the site by its headings, as a script: a page from a file may load scripts, but
/// may not read other files.
struct SearchIndex {
  /// What a reader can be led to.
  struct Entry: Encodable, Equatable {
    /// The address from the site's top.
    let address: String
    /// The page's title.
    let page: String
    /// The heading, empty for what is above the first one.
    let heading: String
    let text: String
  }

  private(set) var entries: [Entry] = []
  private let formulas: [Formula: String]

  /// - Parameter formulas: the texts' formulas in words; nobody can read TeX among results.
  init(_ site: SiteMap, formulas: [Formula: String] = [:]) {
    self.formulas = formulas
    entries =
      site.entries.flatMap {
        entries(of: $0.text, title: "\($0.section.id) \($0.section.title)")
      }
      + site.chapters.flatMap { chapter in
        entries(of: chapter.text, title: "\(chapter.chapter.number) \(chapter.chapter.title)")
      }
      + site.glossary.terms.map { term in
        Entry(
          address: "\(Glossary.page)#\(term.anchor)", page: "Glossary", heading: term.name,
          text: text(of: term.blocks[...]))
      }
      + site.names.rows.map { row in
        Entry(
          address: "\(Rosetta.page)#\(row.anchor)", page: Rosetta.title, heading: row.kindling,
          text: NamesTable.columns.dropFirst()
            .compactMap { name in row.calls[name].map { "\(name): \($0)" } }
            .joined(separator: ", "))
      }
      + site.reference.pages.flatMap { page in
        page.addresses.map { symbol, address in
          Entry(
            address: address, page: "API reference", heading: symbol.fullName,
            text: Documentation.summary(of: symbol).plainText)
        }
      }
      + site.reference.otherNames.map { name in
        Entry(
          address: name.address ?? OtherName.page, page: "API reference", heading: name.name,
          text: name.answer)
      }
  }

  /// The script that gives the entries to the page that loads it.
  var script: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return "window.searchIndex = " + String(decoding: try encoder.encode(entries), as: UTF8.self)
        + ";\n"
    }
  }

  private func entries(of text: LinkedText, title: String) -> [Entry] {
    let anchors = Anchors.all(in: text.blocks)
    let starts = text.blocks.indices.filter { text.blocks[$0].isHeading }
    return starts.enumerated().map { number, start in
      let end = number + 1 < starts.count ? starts[number + 1] : text.blocks.endIndex
      guard case .heading(let level, let words, _) = text.blocks[start] else {
        preconditionFailure("a heading's position holds another block")
      }
      return Entry(
        address: level == 1 ? text.page : "\(text.page)#\(anchors[number])", page: title,
        heading: level == 1 ? "" : self.words(of: words),
        text: self.text(of: text.blocks[(start + 1)..<end]))
    }
  }

  private func text(of blocks: ArraySlice<Block>) -> String {
    blocks.map(words).filter { !$0.isEmpty }.joined(separator: " ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The words that a search may find: text and code, but not what code printed.
  private func words(of block: Block) -> String {
    switch block {
    case .heading(_, let words, _), .paragraph(let words, _), .footnote(_, let words, _):
      words.plainText.hasPrefix("{{") ? "" : self.words(of: words)
    case .code(let code): code.isOutput || code.role == .hidden ? "" : code.code
    case .quote(let blocks): blocks.map(words).joined(separator: " ")
    case .list(_, let items, _): items.joined().map(words).joined(separator: " ")
    case .table(let table):
      ([table.header] + table.rows).joined().map(words).joined(separator: " ")
    case .rule: ""
    }
  }

  private func words(of inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .math(let tex, let isDisplayed, _):
        formulas[Formula(tex, isDisplayed: isDisplayed)] ?? "\u{2026}"
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .link(_, _, let inner, _):
        words(of: inner)
      default: inline.plainText
      }
    }.joined()
  }
}
