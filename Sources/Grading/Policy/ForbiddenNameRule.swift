import Course
import SwiftSyntax

/// The library call that a section asks the student to write is not used.
final class ForbiddenNameRule: PolicyRule {
  private let forbidden: Set<String>
  private let modules: Set<String>
  private let declared: Declared

  init(file: AnswerFile, section: Section, declared: Declared) {
    forbidden = Set(section.forbidden)
    modules = Set(section.imports)
    self.declared = declared
    super.init(file: file)
  }

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    check(node.baseName, isMember: isMember(node), base: base(of: node))
    return .visitChildren
  }

  override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
    check(node.name, isMember: false, base: nil)
    return .visitChildren
  }

  override func visit(_ node: MemberTypeSyntax) -> SyntaxVisitorContinueKind {
    check(node.name, isMember: true, base: node.baseType.trimmedDescription)
    return .visitChildren
  }

  private func check(_ token: TokenSyntax, isMember: Bool, base: String?) {
    let name = DeclarationNames.plain(token)
    if name.count > 1, name.hasPrefix("_"), !declared.names.contains(name) {
      refuse(token, "`\(name)` is not part of the public library: names that begin with _ are not")
    }
    guard forbidden.contains(name) else { return }
    let ownName = isMember ? declared.members.contains(name) : declared.names.contains(name)
    let isQualified = base.map(modules.contains) ?? false
    if !ownName || isQualified {
      refuse(token, Self.message(for: name))
    }
  }

  /// What the use of a forbidden name is told.
  static func message(for name: String) -> String {
    "`\(name)` is what this exercise asks you to write, so the library's may not be used"
  }

  private func isMember(_ node: DeclReferenceExprSyntax) -> Bool {
    if let access = node.parent?.as(MemberAccessExprSyntax.self) { return access.declName == node }
    return node.parent?.is(KeyPathPropertyComponentSyntax.self) == true
  }

  private func base(of node: DeclReferenceExprSyntax) -> String? {
    guard isMember(node) else { return nil }
    return node.parent?.as(MemberAccessExprSyntax.self)?.base?.trimmedDescription
  }
}
