import Foundation

/// Every text of the site by its headings, as a script: a page from a file may load scripts, but
/// may not read other files.
struct SearchIndex {
  /// What a reader can be led to.
  struct Entry: Encodable, Equatable {
    /// The address from the site's top.
    let address: String
    /// The page's title.
    let page: String
    /// The heading, empty for what stands above the first one.
    let heading: String
    let text: String
  }

  let entries: [Entry]

  init(_ site: SiteMap) {
    entries =
      site.entries.flatMap {
        Self.entries(of: $0.text, title: "\($0.section.id) \($0.section.title)")
      }
      + site.chapters.flatMap { chapter in
        Self.entries(
          of: chapter.text, title: "\(chapter.chapter.number) \(chapter.chapter.title)")
      }
      + site.glossary.terms.map { term in
        Entry(
          address: "\(Glossary.page)#\(term.anchor)", page: "Glossary", heading: term.name,
          text: Self.text(of: term.blocks[...]))
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

  private static func entries(of text: LinkedText, title: String) -> [Entry] {
    let anchors = Anchors.all(in: text.blocks)
    let starts = text.blocks.indices.filter { text.blocks[$0].isHeading }
    return starts.enumerated().map { number, start in
      let end = number + 1 < starts.count ? starts[number + 1] : text.blocks.endIndex
      guard case .heading(let level, let words, _) = text.blocks[start] else {
        preconditionFailure("a heading's position holds another block")
      }
      return Entry(
        address: level == 1 ? text.page : "\(text.page)#\(anchors[number])", page: title,
        heading: level == 1 ? "" : words.plainText,
        text: self.text(of: text.blocks[(start + 1)..<end]))
    }
  }

  private static func text(of blocks: ArraySlice<Block>) -> String {
    blocks.map(\.searchableText).filter { !$0.isEmpty }.joined(separator: " ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Block {
  /// The words that a search may find: text and code, but not what code printed.
  fileprivate var searchableText: String {
    switch self {
    case .heading(_, let words, _), .paragraph(let words, _), .footnote(_, let words, _):
      words.plainText.hasPrefix("{{") ? "" : words.plainText
    case .code(let code): code.isOutput || code.role == .hidden ? "" : code.code
    case .quote(let blocks): blocks.map(\.searchableText).joined(separator: " ")
    case .list(_, let items, _): items.joined().map(\.searchableText).joined(separator: " ")
    case .table(let table):
      ([table.header] + table.rows).joined().map(\.plainText).joined(separator: " ")
    case .rule: ""
    }
  }
}
