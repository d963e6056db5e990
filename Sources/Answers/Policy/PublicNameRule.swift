import Course
import SwiftSyntax

/// An answer is public in what the exercise asks for and gives, and in nothing else.
///
/// Members of a public type that the exercise has may be added, but for operators and types: an
/// `==` of one's own would decide what a test takes for equal, and a type of one's own in place of
/// the one asked for could answer a test's questions with what it wants to hear.
final class PublicNameRule: PolicyRule {
  private let known: Set<String>
  private let declared: Declared

  init(file: AnswerFile, section: Section, declared: Declared) {
    known = Set(section.provided + section.parts.flatMap(\.declarations))
    self.declared = declared
    super.init(file: file)
  }

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    refuseTestNames(node.name)
    return check(node, node.modifiers)
  }

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    guard isPublic(node.modifiers) else { return .visitChildren }
    let types = DeclarationNames.enclosingTypes(of: node)
    for token in DeclarationNames.names(of: node) {
      let name = (types + [DeclarationNames.plain(token)]).joined(separator: ".")
      check(name, of: node, at: token)
    }
    return .visitChildren
  }

  override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
    check(node, node.modifiers)
  }

  override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
    check(node, node.modifiers)
  }

  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind {
    refuseTestNames(node.name)
    return check(node, node.modifiers)
  }

  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
    refuseTestNames(node.name)
    return check(node, node.modifiers)
  }

  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind {
    check(node, node.modifiers)
  }

  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind {
    check(node, node.modifiers)
  }

  override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind {
    check(node, node.modifiers)
  }

  override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind {
    check(node, node.modifiers)
  }

  override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
    if isPublic(node.modifiers) {
      refuse(node, "a public extension makes all its members public: mark the members themselves")
    }
    return .visitChildren
  }

  override func visit(_ node: OperatorDeclSyntax) -> SyntaxVisitorContinueKind {
    refuse(node, "new operators are not allowed in an answer: write a function")
    return .skipChildren
  }

  override func visit(_ node: PrecedenceGroupDeclSyntax) -> SyntaxVisitorContinueKind {
    refuse(node, "precedence groups are not allowed in an answer")
    return .skipChildren
  }

  private func check(
    _ node: some SyntaxProtocol, _ modifiers: DeclModifierListSyntax
  ) -> SyntaxVisitorContinueKind {
    if isPublic(modifiers), let name = DeclarationNames.fullName(of: node) {
      check(name, of: node, at: node)
    }
    return .visitChildren
  }

  private func check(
    _ name: String, of node: some SyntaxProtocol, at place: some SyntaxProtocol
  ) {
    let isOperator = DeclarationNames.ownName(of: node).map { !startsAsWord($0) } ?? false
    let isType = DeclarationNames.typeName(of: node) != nil
    guard !known.contains(name), isOperator || isType || !isInsideKnownType(node) else { return }
    let base = name.prefix { $0 != "(" }
    if let meant = known.sorted().first(where: { $0.prefix { $0 != "(" } == base }) {
      refuse(place, "`\(name)` has other labels than the `\(meant)` that the exercise asks for")
    } else if let meant = renamed(name) {
      refuse(place, "`\(name)` is not part of this exercise, which asks for `\(meant)`")
    } else {
      refuse(place, "`\(name)` is not part of this exercise: remove its `public`")
    }
  }

  /// The function that the exercise asks for under another name, where only one is not there and
  /// has these labels.
  private func renamed(_ name: String) -> String? {
    let labels = name.drop { $0 != "(" }
    guard !labels.isEmpty, !name.contains(".") else { return nil }
    let missing = known.filter { other in
      other.drop { $0 != "(" } == labels && !other.contains(".")
        && !declared.names.contains(String(other.prefix { $0 != "(" }))
    }
    return missing.count == 1 ? missing.first : nil
  }

  /// Whether a member's type is one of the exercise's own, declared in this file.
  private func isInsideKnownType(_ node: some SyntaxProtocol) -> Bool {
    guard let type = DeclarationNames.enclosingTypes(of: node).first else { return false }
    let belongs = known.contains(type) || known.contains { $0.hasPrefix(type + ".") }
    return belongs && declared.paths.contains(type)
  }

  private func isPublic(_ modifiers: DeclModifierListSyntax) -> Bool {
    modifiers.contains { ["public", "open", "package"].contains($0.name.text) && $0.detail == nil }
  }

  private func startsAsWord(_ name: String) -> Bool {
    name.first.map { $0.isLetter || $0 == "_" } ?? false
  }

  private func refuseTestNames(_ name: TokenSyntax) {
    if DeclarationNames.plain(name).hasPrefix("XCT") {
      refuse(name, "names that begin with XCT belong to the tests: choose another")
    }
  }
}
