import SwiftSyntax

extension AnswerFile {
  /// Whether the file imports a module anywhere outside of declarations.
  package func imports(_ module: String) -> Bool {
    tree.statements.contains {
      $0.item.as(ImportDeclSyntax.self)?.path.first.map { DeclarationNames.plain($0.name) }
        == module
    }
  }

  /// The line on which a declaration begins, by its full name such as `affine(_:weight:bias:)`.
  package func line(of declaration: String) -> Int? {
    let finder = Finder(of: declaration)
    finder.walk(tree)
    return finder.found.map { place(of: $0).line }
  }

  private final class Finder: SyntaxAnyVisitor {
    let name: String
    /// The token that names the declaration.
    var found: Syntax?

    init(of name: String) {
      self.name = name
      super.init(viewMode: .sourceAccurate)
    }

    override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
      guard found == nil else { return .skipChildren }
      if DeclarationNames.fullName(of: node) == name {
        found = node.asProtocol(NamedDeclSyntax.self).map { Syntax($0.name) } ?? node
      }
      return .visitChildren
    }
  }
}
