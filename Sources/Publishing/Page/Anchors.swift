/// Gives each heading of a page an identifier of its own.
struct Anchors {
  /// Identifiers that the page around the article uses.
  private var used: Set<String> = ["content", "contents", "outline"]

  /// The identifier for a heading: its words in small letters, joined by hyphens.
  ///
  /// The same words again get a number: `example`, `example-2`.
  mutating func anchor(for words: String) -> String {
    let kept = words.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    let slug = String(kept).split(separator: "-").joined(separator: "-")
    let base = slug.isEmpty ? "part" : slug
    var anchor = base
    var count = 1
    while !used.insert(anchor).inserted {
      count += 1
      anchor = "\(base)-\(count)"
    }
    return anchor
  }

  /// The identifiers of all headings of a lesson, in order.
  static func all(in blocks: [Block]) -> [String] {
    var anchors = Anchors()
    return blocks.compactMap { block in
      guard case .heading(_, let words, _) = block else { return nil }
      return anchors.anchor(for: words.plainText)
    }
  }
}
