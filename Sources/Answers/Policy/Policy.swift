import Course
import SwiftSyntax

/// What a section allows in an answer.
///
/// The rules are about the source alone: nothing an answer says here has run. What they cannot
/// see, the compiler's strict memory safety, the object's symbols and the sandbox catch.
public struct Policy: Sendable {
  let section: Section

  public init(section: Section) {
    self.section = section
  }

  /// The message for the use of a forbidden name.
  package static func refusal(of name: String) -> String {
    "`\(name)` does what this exercise asks you to write, or contains it, so the library's may "
      + "not be used"
  }

  /// The names of numbers beyond Double's precision, in which finite differences pass for
  /// derivatives.
  package static let wideNumbers: Set<String> = ["Augmented", "CLongDouble", "Float80"]

  /// The message for the use of a wider number.
  package static func wideRefusal(of name: String) -> String {
    "`\(name)` is more precise than Double, the widest number that an answer may use"
  }

  /// More than anybody reads; an answer may hold thousands.
  private static let violationLimit = 20

  /// What an answer holds that the section does not allow, from top to bottom; of much the first.
  public func violations(in file: AnswerFile) -> [Violation] {
    let declared = Declared(in: file)
    let rules: [PolicyRule] = [
      ImportRule(file: file, allowed: section.imports),
      UnsafeRule(file: file),
      AttributeRule(file: file, declared: declared),
      DirectiveRule(file: file),
      PublicNameRule(file: file, section: section, declared: declared),
      ExtensionRule(file: file, declared: declared),
      ForbiddenNameRule(file: file, section: section, declared: declared),
    ]
    for rule in rules { rule.walk(file.tree) }
    let found = rules.flatMap(\.violations).sorted {
      ($0.line, $0.column, $0.message) < ($1.line, $1.column, $1.message)
    }
    return Array(found.prefix(Self.violationLimit))
  }
}

/// A rule of the policy: a walk over an answer that notes violations.
class PolicyRule: SyntaxVisitor {
  let file: AnswerFile
  private(set) var violations: Set<Violation> = []

  init(file: AnswerFile) {
    self.file = file
    super.init(viewMode: .sourceAccurate)
  }

  func refuse(_ node: some SyntaxProtocol, _ message: String) {
    let place = file.place(of: node)
    violations.insert(Violation(line: place.line, column: place.column, message: message))
  }
}

/// Something in an answer that its section does not allow.
public struct Violation: Sendable, Hashable, Codable {
  public let line: Int
  public let column: Int
  /// What is not allowed and why, in a learner's words.
  public let message: String
}
