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

/// Reads the sets of names that sections can forbid.
struct ForbiddenSetReader {
  let file: String

  /// The sets of a file, in its order.
  func read(_ text: String) throws -> [ForbiddenSet] {
    let node = try CourseReader(file: file).compose(text)
    guard let sets = node.mapping else {
      throw CourseError(
        file: file, line: node.mark?.line, message: "the sets must be a list of `name: set`")
    }
    return try sets.map { key, value in
      guard let name = key.scalar?.string, !name.isEmpty else {
        throw CourseError(file: file, line: key.mark?.line, message: "a set has no name")
      }
      let fields = try Fields(
        value, file: file, subject: "the set \(name)", keys: ["rule", "names", "allowed"])
      let set = ForbiddenSet(
        name: name, rule: try fields.string("rule"), names: try fields.names("names"),
        allowed: try fields.names("allowed"))
      guard !set.names.isEmpty else { throw fields.error("\(fields.subject) has no `names`") }
      for name in set.allowed where set.names.contains(name) {
        throw fields.error(
          "\(fields.subject) both forbids and allows \(name)", at: try fields.node("allowed"))
      }
      return set
    }
  }
}
