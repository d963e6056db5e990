/// What a hidden test's run came to.
public struct Verdict: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    case passed
    case failed
    /// The part that the test is of is not answered.
    case unanswered
    /// The answer stopped the process: a precondition, an index out of range, a shape mistake.
    case trapped
    /// The time limit ran out during the test.
    case timedOut
    /// The answer printed more than it may.
    case tooMuchOutput
    /// The process ended during the test without a word.
    case exitedEarly
    /// The test was not run.
    case notRun
  }

  public let kind: Kind
  /// What a failed test said, or what happened; empty for a passed one.
  public let messages: [String]
  /// The line of the answer that was running, where that is known.
  public let place: Place?
  /// What the answer had been called with when it ended the process, where that is known.
  public let inputs: String?

  /// Whether the test was run and not passed.
  public var isWrong: Bool { ![.passed, .unanswered, .notRun].contains(kind) }

  /// A line of the answer.
  public struct Place: Codable, Sendable, Equatable {
    public let line: Int
    public let column: Int
    /// The line's text.
    public let source: String
  }

  init(
    _ kind: Kind, _ messages: [String] = [], at place: Place? = nil, for inputs: String? = nil
  ) {
    self.kind = kind
    self.messages = messages
    self.place = place
    self.inputs = inputs
  }
}
