import SwiftSyntax

/// Answers are safe Swift: what the compiler would let pass under `unsafe` is refused.
final class UnsafeRule: PolicyRule {
  override func visit(_ node: UnsafeExprSyntax) -> SyntaxVisitorContinueKind {
    refuse(node, "`unsafe` is not allowed: answers need no pointers, Tensor has all you need")
    return .visitChildren
  }

  override func visit(_ node: DeclModifierSyntax) -> SyntaxVisitorContinueKind {
    if node.detail?.detail.text.contains("unsafe") == true {
      refuse(node, "`\(node.trimmedDescription)` is not allowed: answers are safe Swift")
    }
    return .skipChildren
  }
}
