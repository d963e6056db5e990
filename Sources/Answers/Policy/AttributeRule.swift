import SwiftSyntax

/// Only attributes that change nothing outside the answer.
final class AttributeRule: PolicyRule {
  private let declared: Declared

  private static let allowed: Set<String> = [
    "available", "autoclosure", "discardableResult", "dynamicCallable", "dynamicMemberLookup",
    "escaping", "frozen", "inlinable", "inline", "Learned", "MainActor", "Parameter",
    "propertyWrapper", "resultBuilder", "Sendable", "unknown",
  ]

  init(file: AnswerFile, declared: Declared) {
    self.declared = declared
    super.init(file: file)
  }

  override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind {
    if followsOperand(node) {
      refuse(
        node,
        "`@` is not an operator in Swift: Python's `x @ weight.T` is `x.matmul(weight.t())` here")
      return .skipChildren
    }
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

  /// Whether an attribute comes right after a value on its line, as a product does in Python.
  private func followsOperand(_ node: AttributeSyntax) -> Bool {
    guard let before = node.previousToken(viewMode: .sourceAccurate),
      !before.trailingTrivia.contains(where: \.isNewline),
      !node.leadingTrivia.contains(where: \.isNewline),
      // One attribute after another.
      !sequence(first: Syntax(before), next: \.parent).contains(where: {
        $0.is(AttributeSyntax.self)
      })
    else { return false }
    switch before.tokenKind {
    case .identifier, .rightParen, .rightSquare, .integerLiteral, .floatLiteral: return true
    default: return false
    }
  }

  override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
    .skipChildren
  }
}
