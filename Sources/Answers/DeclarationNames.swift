import SwiftSyntax

/// Full names of declarations, as the course file writes them: `affine(_:weight:bias:)`,
/// `Vocabulary.init(sentences:)`, `Vocabulary.count`, `Vocabulary`.
package enum DeclarationNames {
  /// The name of a declaration without what encloses it; nil for what has no name of its own.
  package static func ownName(of node: some SyntaxProtocol) -> String? {
    switch Syntax(node).as(SyntaxEnum.self) {
    case .functionDecl(let function):
      plain(function.name)
        + labels(function.signature.parameterClause, unlabelled: isOperator(function.name))
    case .initializerDecl(let initializer):
      "init" + labels(initializer.signature.parameterClause)
    case .subscriptDecl(let subscripting):
      "subscript" + labels(subscripting.parameterClause, unlabelled: true)
    case .variableDecl(let variable):
      variable.bindings.first?.pattern.as(IdentifierPatternSyntax.self).map {
        plain($0.identifier)
      }
    default:
      typeName(of: node)
    }
  }

  /// The names that a declaration of variables gives, in tuples, too: `let (a, b) = pair, c = 1`.
  package static func names(of variable: VariableDeclSyntax) -> [TokenSyntax] {
    variable.bindings.flatMap { binding in
      binding.pattern.nodes(of: IdentifierPatternSyntax.self).map(\.identifier)
    }
  }

  /// The name of a type or of the type that an extension extends.
  package static func typeName(of node: some SyntaxProtocol) -> String? {
    if let extended = node.as(ExtensionDeclSyntax.self) {
      return extended.extendedType.trimmedDescription
    }
    if let named = node.asProtocol(NamedDeclSyntax.self), isType(node) { return plain(named.name) }
    return nil
  }

  /// The full name, with the types around it.
  package static func fullName(of node: some SyntaxProtocol) -> String? {
    guard let own = ownName(of: node) else { return nil }
    return (enclosingTypes(of: node) + [own]).joined(separator: ".")
  }

  /// The full name of the function, initialiser, subscript or variable a node is in: the
  /// outermost one, so that a helper inside a function counts as that function.
  package static func enclosingMember(of node: some SyntaxProtocol) -> String {
    var found: Syntax?
    var current = node.parent
    while let ancestor = current {
      if isType(ancestor) || ancestor.is(ExtensionDeclSyntax.self) { break }
      if ownName(of: ancestor) != nil { found = ancestor }
      current = ancestor.parent
    }
    return found.flatMap { fullName(of: $0) } ?? "the file"
  }

  /// The types around a node, outermost first.
  package static func enclosingTypes(of node: some SyntaxProtocol) -> [String] {
    sequence(first: Syntax(node), next: \.parent).dropFirst()
      .compactMap { typeName(of: $0) }.reversed()
  }

  /// A name without backquotes, which are spelling only.
  package static func plain(_ token: TokenSyntax) -> String {
    token.identifier?.name ?? token.text
  }

  private static func isType(_ node: some SyntaxProtocol) -> Bool {
    switch node.kind {
    case .structDecl, .classDecl, .enumDecl, .actorDecl, .protocolDecl, .typeAliasDecl: true
    default: false
    }
  }

  private static func isOperator(_ name: TokenSyntax) -> Bool {
    if case .identifier = name.tokenKind { return false }
    return true
  }

  private static func labels(
    _ clause: FunctionParameterClauseSyntax, unlabelled: Bool = false
  ) -> String {
    let labels = clause.parameters.map { parameter in
      // A subscript's parameter has a label only when it is written with two names; an operator's
      // never has.
      unlabelled && parameter.secondName == nil ? "_:" : plain(parameter.firstName) + ":"
    }
    return "(\(labels.joined()))"
  }
}
