/// What an answer printed during a test, cut to what a report has room for.
struct ShortenedPrint {
  /// The text, which says itself how much was left out; nil where nothing but empty lines was
  /// printed.
  let text: String?

  /// How many lines of the beginning and of the end are kept of more than twice as many.
  private static let lineCount = 5
  /// How many characters of a line are kept.
  private static let characterCount = 200

  init(_ printed: String) {
    // Scalars throughout: a million of them can be one character.
    var lines = printed.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    let omitted = lines.count - 2 * Self.lineCount
    guard !lines.isEmpty else {
      text = nil
      return
    }
    let kept =
      omitted <= 1
      ? lines.map(Self.shortened)
      : lines.prefix(Self.lineCount).map(Self.shortened) + ["... \(omitted) lines left out ..."]
        + lines.suffix(Self.lineCount).map(Self.shortened)
    text = kept.joined(separator: "\n")
  }

  private static func shortened(_ line: Substring.UnicodeScalarView) -> String {
    let omitted = line.count - characterCount
    guard omitted > 1 else { return String(line) }
    return "\(Substring(line.prefix(characterCount))) ... (\(omitted) more characters)"
  }
}
