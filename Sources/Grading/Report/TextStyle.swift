/// How a text report looks: colours or none, its width, and what to call the program.
public struct TextStyle: Sendable {
  /// Whether to colour; only for a terminal whose user has not set NO_COLOR.
  public let isColoured: Bool
  /// How the reader starts this program: `grade` or `.build/debug/grade`.
  public let command: String
  /// The column in which points end, and words at the latest.
  let width: Int

  /// The width where there is room for it.
  private static let fullWidth = 78

  /// A style for so many columns, or for as many as a text wants.
  public init(isColoured: Bool = false, command: String = "grade", columns: Int? = nil) {
    self.isColoured = isColoured
    self.command = command
    width = min(Self.fullWidth, max(40, columns ?? Self.fullWidth))
  }

  /// A name in the column of names.
  func named(_ name: String) -> String {
    name.padded(to: max(name.count + 2, min(28, width - 36)))
  }

  /// A section's row in a list: its name, painted words, and its points in a column of their own.
  func row(_ name: String, _ words: String, _ tone: Tone, points: String) -> String {
    let name = "  " + named(name)
    // Measured before it is painted: colour codes have no width.
    let left = name + words
    return name + paint(words, tone)
      + spread(left, points, width: width - " points".count).dropFirst(left.count)
  }

  enum Tone: String {
    case good = "32"
    case bad = "31"
    case quiet = "2"
    case strong = "1"
  }

  /// Text of lesser weight.
  public func quiet(_ text: String) -> String { paint(text, .quiet) }

  /// A remark of lesser weight, on as many lines as it takes.
  func note(_ text: String) -> [String] { lines(text, indent: 0).map(quiet) }

  /// What to say of the sandbox that answers ran in, if anything.
  func sandboxNote(_ sandbox: String) -> [String] {
    sandbox == "none"
      ? note("Without bubblewrap the answers ran unconfined (`\(command) doctor` says more).") : []
  }

  /// A text set in, on as many lines as it takes where it is longer than a line.
  func lines(_ text: String, indent: Int) -> [String] {
    let lead = String(repeating: " ", count: indent)
    return indent + text.count <= width ? [lead + text] : lead.wrapping(text, width: width)
  }

  func paint(_ text: String, _ tone: Tone) -> String {
    isColoured ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// A line with something at its left and something at its right.
func spread(_ left: String, _ right: String, width: Int) -> String {
  let gap = max(2, width - left.count - right.count)
  return left + String(repeating: " ", count: gap) + right
}

extension String {
  /// This and a text after it, broken between words, further lines set in as far as this is long.
  ///
  /// A word longer than a line stays whole.
  func wrapping(_ text: String, width: Int) -> [String] {
    var lines = [self]
    var isEmpty = true
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !isEmpty, lines[lines.count - 1].count + 1 + word.count > width {
        lines.append(String(repeating: " ", count: count))
        isEmpty = true
      }
      lines[lines.count - 1] += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines
  }

  package func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
