/// Library names that do the same work, which a section can forbid together.
public struct ForbiddenSet: Sendable, Equatable, Encodable {
  /// How a section's row calls it, such as `softmax`.
  public let name: String
  /// What it forbids, in one sentence for the student.
  public let rule: String
  /// Every name in the library that does the work or has it inside.
  public let names: [String]
  /// Names that do the work and stay allowed, since answers are written with them.
  public let allowed: [String]

  /// A set; `allowed` is empty by default.
  public init(name: String, rule: String, names: [String], allowed: [String] = []) {
    self.name = name
    self.rule = rule
    self.names = names
    self.allowed = allowed
  }
}
