import SwiftSyntax

extension SyntaxProtocol {
  /// The nodes of one kind in this one, itself included, in the order of the source.
  ///
  /// - Parameter nested: whether those inside another of them count as well.
  package func nodes<Node: SyntaxProtocol>(of kind: Node.Type, nested: Bool = true) -> [Node] {
    let search = SyntaxSearch<Node>(nested: nested)
    search.walk(self)
    return search.found
  }
}

private final class SyntaxSearch<Node: SyntaxProtocol>: SyntaxAnyVisitor {
  private(set) var found: [Node] = []
  private let nested: Bool

  init(nested: Bool) {
    self.nested = nested
    super.init(viewMode: .sourceAccurate)
  }

  override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
    guard let node = node.as(Node.self) else { return .visitChildren }
    found.append(node)
    return nested ? .visitChildren : .skipChildren
  }
}
