import Course
import SwiftSyntax

/// The library call that a section asks the student to write is not used.
final class ForbiddenNameRule: PolicyRule {
  private let forbidden: Set<String>
  private let modules: Set<String>
  /// The section's own module, by which an answer can tell its own names from the library's.
  private let module: String
  private let declared: Declared

  init(file: AnswerFile, section: Section, declared: Declared) {
    forbidden = Set(section.forbidden)
    modules = Set(section.imports + ["Swift", "_Concurrency", "_StringProcessing"])
    module = section.module
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

  /// What is in `@inline(__always)` names nothing; other attributes have a rule of their own.
  override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind {
    node.attributeName.trimmedDescription == "inline" ? .skipChildren : .visitChildren
  }

  private func check(_ token: TokenSyntax, isMember: Bool, base: String?) {
    let name = DeclarationNames.plain(token)
    let isOutermost = !isMember || base == module
    let ownName = (isOutermost ? declared.names : declared.members).contains(name)
    let isQualified = base.map(modules.contains) ?? false
    if name.count > 1, name.hasPrefix("_"),
      !ownName && !isWrapper(name, at: token, base: base) || isQualified
    {
      refuse(token, "`\(name)` is not part of the public library: names that begin with _ are not")
    }
    if Policy.wideNumbers.contains(name), isQualified || !declared.paths.contains(name) {
      refuse(token, Policy.wideRefusal(of: name))
    }
    guard forbidden.contains(name) else { return }
    if !ownName || isQualified {
      refuse(token, Policy.refusal(of: name))
    }
  }

  /// Whether a name is the wrapper `_weight` of a property `weight` of the type around it.
  private func isWrapper(_ name: String, at token: TokenSyntax, base: String?) -> Bool {
    guard base == nil || base == "self" else { return false }
    let path = DeclarationNames.enclosingTypes(of: token) + [String(name.dropFirst())]
    return declared.wrapped.contains(path.joined(separator: "."))
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
