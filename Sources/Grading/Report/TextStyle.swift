/// How a text report looks: colours or none, and what to call the program.
public struct TextStyle: Sendable {
  /// Whether to colour; only for a terminal whose user has not set NO_COLOR.
  public let isColoured: Bool
  /// How the reader starts this program: `grade` or `swift run grade`.
  public let command: String

  public init(isColoured: Bool = false, command: String = "grade") {
    self.isColoured = isColoured
    self.command = command
  }

  enum Tone: String {
    case good = "32"
    case bad = "31"
    case quiet = "2"
    case strong = "1"
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
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
