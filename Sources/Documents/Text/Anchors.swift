import Markup

/// Gives each heading of a page an identifier of its own.
package struct Anchors {
  private var used: Set<String>

  /// Begins with no heading.
  ///
  /// - Parameter reserved: identifiers that something else uses, such as the page around the article.
  package init(reserved: Set<String> = ["content", "contents", "outline"]) {
    used = reserved
  }

  /// The identifier for a heading: its words in small letters, joined by hyphens.
  ///
  /// The same words again get a number: `example`, `example-2`.
  package mutating func anchor(for words: String) -> String {
    let kept = words.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    let slug = String(kept).split(separator: "-").joined(separator: "-")
    return used.insertNumbered(slug.isEmpty ? "part" : slug)
  }

  /// The identifiers of all headings of a lesson, in order.
  package static func all(in blocks: [Block]) -> [String] {
    var anchors = Anchors()
    return blocks.compactMap { block in
      guard case .heading(_, let words, _) = block else { return nil }
      return anchors.anchor(for: words.plainText)
    }
  }

  /// The headings of level 2 of a text, as a list beside it shows them.
  package static func outline(of blocks: [Block]) -> [(anchor: String, words: String)] {
    let headings = blocks.compactMap { block -> (Int, String)? in
      guard case .heading(let level, let words, _) = block else { return nil }
      return (level, words.plainText)
    }
    return zip(all(in: blocks), headings).filter { $1.0 == 2 }.map { ($0, $1.1) }
  }
}
