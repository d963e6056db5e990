/// Something in an answer that its section does not allow.
public struct Violation: Sendable, Hashable, Codable {
  public let line: Int
  public let column: Int
  /// What is not allowed and why, in a learner's words.
  public let message: String
}
