import SwiftSyntax

/// Only attributes that change nothing outside the answer.
final class AttributeRule: PolicyRule {
  private let declared: Declared

  private static let allowed: Set<String> = [
    "available", "autoclosure", "discardableResult", "dynamicCallable", "dynamicMemberLookup",
    "escaping", "frozen", "inlinable", "inline", "MainActor", "Parameter", "propertyWrapper",
    "resultBuilder", "Sendable", "unknown",
  ]

  init(file: AnswerFile, declared: Declared) {
    self.declared = declared
    super.init(file: file)
  }

  override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind {
    let name = node.attributeName.trimmedDescription
    // The language's own attributes begin with a small letter or _, whatever the answer declares.
    let isOwn = name.first?.isUppercase == true && declared.types.contains(name)
    if !Self.allowed.contains(name), !isOwn {
      refuse(
        node,
        name == "usableFromInline"
          ? "`@usableFromInline` is for libraries: leave it out, and `@inlinable` with it"
          : "the attribute `@\(name)` is not allowed in an answer")
    }
    return .visitChildren
  }

  override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
    .skipChildren
  }
}
