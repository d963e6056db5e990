import SwiftSyntax

/// No directives and no macros: what is read here is what is compiled.
final class DirectiveRule: PolicyRule {
  private static let literals: Set<String> = [
    "column", "file", "fileID", "filePath", "function", "line",
  ]

  override func visit(_ node: IfConfigDeclSyntax) -> SyntaxVisitorContinueKind {
    refuse(
      node,
      "`#if` is not allowed: the answer that is read must be the one that is compiled. Write the "
        + "branch that you want")
    return .visitChildren
  }

  override func visit(_ node: PoundSourceLocationSyntax) -> SyntaxVisitorContinueKind {
    refuse(node, "`#sourceLocation` is not allowed: messages must name your own lines")
    return .skipChildren
  }

  override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind {
    refuseMacro(node.macroName, at: node)
    return .visitChildren
  }

  override func visit(_ node: MacroExpansionDeclSyntax) -> SyntaxVisitorContinueKind {
    refuseMacro(node.macroName, at: node)
    return .visitChildren
  }

  override func visit(_ node: MacroDeclSyntax) -> SyntaxVisitorContinueKind {
    refuse(node, "macros are not allowed in an answer")
    return .skipChildren
  }

  /// A literal that is a parameter's default value is the caller's own: it would name the test.
  override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
    if let value = node.defaultValue, node.isHandedOver {
      for literal in value.nodes(of: MacroExpansionExprSyntax.self, nested: false) {
        refuse(
          literal,
          "`\(literal.trimmedDescription)` as a default value would reveal which test calls: leave "
            + "the parameter out")
      }
    }
    return .visitChildren
  }

  private func refuseMacro(_ name: TokenSyntax, at node: some SyntaxProtocol) {
    guard !Self.literals.contains(name.text) else { return }
    refuse(node, "the macro `#\(name.text)` is not allowed in an answer")
  }
}
