import Markup

/// What a link's target is written as.
package enum Reference: Equatable {
  /// An address elsewhere.
  case outside(String)
  /// `#anchor`, a heading of the same text.
  case heading(String)
  /// `2.3` or `2.3#anchor`.
  case section(String, anchor: String?)
  /// `2`.
  case chapter(Int)
  /// `term:affine-map`, or `term:` for the term that the link's own words name.
  case term(String)
  /// `api:Tensor.matmul`.
  case symbol(String)
  /// `figure:zigzag`, a figure of the same text.
  case figure(String)
  /// A file beside the text, perhaps with an anchor.
  case file(String, anchor: String?)

  package init(_ target: String, words: String) {
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0])
    let anchor = parts.count > 1 ? String(parts[1]) : nil
    if ["https://", "http://", "mailto:"].contains(where: target.hasPrefix) {
      self = .outside(target)
    } else if path.isEmpty {
      self = .heading(anchor.orEmpty)
    } else if path.hasPrefix("term:") {
      let name = String(path.dropFirst("term:".count))
      self = .term(name.isEmpty ? words : name)
    } else if path.hasPrefix("figure:") {
      self = .figure(String(path.dropFirst("figure:".count)))
    } else if path.hasPrefix("api:") {
      self = .symbol(String(path.dropFirst("api:".count)))
    } else if let chapter = Int(path) {
      self = .chapter(chapter)
    } else if Self.isSectionNumber(path) {
      self = .section(path, anchor: anchor)
    } else {
      self = .file(path, anchor: anchor)
    }
  }
  private static func isSectionNumber(_ text: String) -> Bool {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 2 && numbers.allSatisfy { Int($0) != nil }
  }
}
