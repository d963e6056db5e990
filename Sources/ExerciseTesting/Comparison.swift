import Kindling

/// Two texts beside each other or, where they are too wide for that, one above the other, with the
/// place of the first difference marked beneath both.
struct Comparison {
  /// A place in a text: its line, and the columns from 0 that are meant.
  struct Mark {
    let line: Int
    let columns: Range<Int>
  }

  /// A text by lines, and what is marked in it.
  struct Side {
    let title: String
    var lines: [String]
    /// The text that is marked.
    private(set) var marked = ""

    init(_ title: String, _ text: String, mark: Mark?) {
      self.title = title
      lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      guard let mark, lines.indices.contains(mark.line) else { return }
      marked = String(Array(lines[mark.line])[mark.columns.clamped(to: 0..<lines[mark.line].count)])
      let carets =
        String(repeating: " ", count: mark.columns.lowerBound)
        + String(repeating: "^", count: max(1, mark.columns.count))
      lines.insert(carets, at: mark.line + 1)
    }

    var width: Int { max(title.count, lines.map(\.count).max() ?? 0) }
  }

  /// What fits on a line of a report, whose width is 78 with 7 columns before a message.
  static let width = 71

  let expected: Side
  let got: Side
  /// Whether the place marked reads differently in the two.
  let tellsThemApart: Bool

  /// Compares tensors of one shape, element `order` of which differs.
  init(expected: Tensor, got: Tensor, differingAt order: Int) {
    func side(_ title: String, _ tensor: Tensor) -> Side {
      let text = Self.plain(tensor)
      return Side(title, text, mark: Self.element(order, in: text))
    }
    self.expected = side("expected", expected)
    self.got = side("got", got)
    tellsThemApart = self.expected.marked != self.got.marked
  }

  /// Compares texts of one line.
  init(expected: String, got: String) {
    let common = zip(expected, got).prefix { $0 == $1 }.count
    let mark = Mark(line: 0, columns: common..<common + 1)
    self.expected = Side("expected", expected, mark: nil)
    self.got = Side("got", got, mark: mark)
    tellsThemApart = true
  }

  /// The comparison, by lines.
  var lines: [String] {
    let gap = 4
    // The difference between texts of one line is easiest to see one above the other.
    guard expected.lines.count > 1, expected.width + gap + got.width <= Self.width else {
      return stacked(expected) + stacked(got)
    }
    func row(_ left: String, _ right: String) -> String {
      Self.untrailed(
        left + String(repeating: " ", count: expected.width - left.count + gap) + right)
    }
    let count = max(expected.lines.count, got.lines.count)
    func padded(_ side: Side) -> [String] {
      side.lines + Array(repeating: "", count: count - side.lines.count)
    }
    return [row(expected.title, got.title)] + zip(padded(expected), padded(got)).map(row)
  }

  private func stacked(_ side: Side) -> [String] {
    let width = 10
    return side.lines.enumerated().map { index, line in
      let lead = index == 0 ? side.title : ""
      return Self.untrailed(lead + String(repeating: " ", count: width - lead.count) + line)
    }
  }

  /// A line without space at its end.
  private static func untrailed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// A tensor as it prints, without its dtype, which was compared before.
  private static func plain(_ tensor: Tensor) -> String {
    let text = "\(tensor.detach())"
    guard let comma = text.firstRange(of: ", dtype=") else { return text }
    return text[..<comma.lowerBound] + ")"
  }

  /// Where in a tensor's print the number with the given order is.
  private static func element(_ order: Int, in text: String) -> Mark? {
    // The name `tensor` comes before the first number.
    var remaining = order + 1
    for (line, letters) in text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(Array.init).enumerated()
    {
      var start: Int?
      for column in 0...letters.count {
        let isPart = column < letters.count && !" ,[]()".contains(letters[column])
        if isPart {
          start = start ?? column
        } else if let first = start {
          if remaining == 0 { return Mark(line: line, columns: first..<column) }
          remaining -= 1
          start = nil
        }
      }
    }
    return nil
  }
}
