/// What of a file that is the course's own as well as a handout's is handed out.
///
/// Lines between two comments, `Not handed out: from here` and `Not handed out: to here`, are for
/// those who have the whole course.
enum HandedOutText {
  private static let start = "Not handed out: from here"
  private static let end = "Not handed out: to here"

  /// The text without such lines.
  ///
  /// Throws a `HandoutError` when the comments do not come in pairs.
  static func text(of text: String, file: String) throws -> String {
    guard text.contains(start) || text.contains(end) else { return text }
    var kept: [Substring] = []
    var opened: Int?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.drop { " \t#/".contains($0) }
      if words == start || words == end {
        guard (opened == nil) == (words == start) else {
          throw HandoutError("\(file):\(index + 1): `\(words)` has no other before it to go with")
        }
        opened = opened == nil ? index + 1 : nil
      } else if opened == nil {
        kept.append(line)
      }
    }
    if let opened { throw HandoutError("\(file):\(opened): `\(start)` has no end") }
    return kept.joined(separator: "\n")
  }
}
