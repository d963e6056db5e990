/// One line of a runner's event channel.
public struct RunEvent: Codable, Sendable, Equatable {
  public var nonce: String
  /// 0 for the first event of a process, then one more each time.
  public var sequence: Int
  /// The position in the order's list of the test meant, or nil for `complete`.
  public var run: Int?
  public var kind: Kind

  public init(nonce: String, sequence: Int, run: Int?, kind: Kind) {
    self.nonce = nonce
    self.sequence = sequence
    self.run = run
    self.kind = kind
  }

  /// What happened.
  public enum Kind: Codable, Sendable, Equatable {
    case started
    /// What the answer is about to be called with, as a failure would show it.
    case inputs(String)
    case failure(message: String, file: String?, line: Int)
    /// The test needs what still calls `unanswered()`, on this line of the answer.
    case unanswered(line: Int)
    case skipped
    case finished(seconds: Double)
    /// Every test of the order was run; the last event.
    case complete
  }
}
