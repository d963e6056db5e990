import SwiftSyntax

/// The names that a file declares itself.
package struct Declared {
  /// Everything that can be referred to by name alone.
  package private(set) var names: Set<String> = []
  /// The members of its types and extensions.
  package private(set) var members: Set<String> = []
  private(set) var types: Set<String> = []
  /// The types that are in no function, with the types around them: `Outer.Inner`. Not their
  /// aliases, behind which there may be a type of the library.
  private(set) var paths: Set<String> = []
  /// The properties that have a wrapper or another attribute, with the types around them.
  private(set) var wrapped: Set<String> = []
  /// The protocols that refine no protocol of another module.
  package private(set) var isolatedProtocols: Set<String> = []

  /// Walks over the whole file.
  ///
  /// That takes a millisecond or two, and compiling the same answer some hundred. So a stage that
  /// needs the names walks again, instead of every stage handing them on.
  package init(in file: AnswerFile) {
    let collector = Collector(viewMode: .sourceAccurate)
    collector.walk(file.tree)
    names = collector.names
    members = collector.members
    types = collector.types
    paths = collector.paths
    wrapped = collector.wrapped
    isolatedProtocols = Self.isolated(
      collector.protocols, beside: Set(["AnyObject", "Sendable"]).subtracting(collector.types))
  }

  /// Those of some protocols, with the names that each refines, that refine one another and
  /// harmless ones alone.
  private static func isolated(
    _ protocols: [String: [String]], beside harmless: Set<String>
  ) -> Set<String> {
    var refining: [String: [String]] = [:]
    var open: [String] = []
    for (name, refined) in protocols {
      for other in refined where !harmless.contains(other) {
        if protocols[other] == nil { open.append(name) }
        refining[other, default: []].append(name)
      }
    }
    var isolated = Set(protocols.keys)
    while let name = open.popLast() {
      if isolated.remove(name) != nil { open += refining[name] ?? [] }
    }
    return isolated
  }

  private final class Collector: SyntaxAnyVisitor {
    var names: Set<String> = []
    var members: Set<String> = []
    var types: Set<String> = []
    var paths: Set<String> = []
    var wrapped: Set<String> = []
    var protocols: [String: [String]] = [:]

    override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
      switch node.as(SyntaxEnum.self) {
      case .functionDecl(let function): add(function.name, of: node)
      case .identifierPattern(let pattern): add(pattern.identifier, of: node)
      case .enumCaseElement(let element): add(element.name, of: node)
      case .functionParameter(let parameter): add(parameter.secondName ?? parameter.firstName)
      case .closureParameter(let parameter): add(parameter.secondName ?? parameter.firstName)
      case .closureShorthandParameter(let parameter): add(parameter.name)
      case .closureCapture(let capture): add(capture.name)
      case .genericParameter(let parameter): add(parameter.name)
      case .associatedTypeDecl(let type): add(type.name)
      case .tupleTypeElement(let element): element.firstName.map(addMember)
      case .tupleExpr(let tuple): tuple.elements.compactMap(\.label).forEach(addMember)
      default:
        if let type = DeclarationNames.typeName(of: node), !node.is(ExtensionDeclSyntax.self) {
          names.insert(type)
          types.insert(type)
          if !node.is(TypeAliasDeclSyntax.self) { addPath(of: node) }
        }
      }
      return .visitChildren
    }

    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
      if !node.attributes.isEmpty, let name = DeclarationNames.fullName(of: node) {
        wrapped.insert(name)
      }
      return visitAny(Syntax(node))
    }

    private func addPath(of node: Syntax) {
      let isLocal = sequence(first: node, next: \.parent).dropFirst().contains {
        $0.is(CodeBlockSyntax.self) || $0.is(ClosureExprSyntax.self)
      }
      guard !isLocal, let path = DeclarationNames.fullName(of: node) else { return }
      paths.insert(path)
      guard let node = node.as(ProtocolDeclSyntax.self) else { return }
      let refined = node.inheritanceClause?.inheritedTypes.map(\.type.trimmedDescription) ?? []
      // A `where` clause can constrain Self to anything.
      protocols[path] = refined + (node.genericWhereClause.map { [$0.trimmedDescription] } ?? [])
    }

    private func add(_ token: TokenSyntax) {
      names.insert(DeclarationNames.plain(token))
    }

    /// A tuple's labels are members of it.
    private func addMember(_ token: TokenSyntax) {
      members.insert(DeclarationNames.plain(token))
    }

    private func add(_ token: TokenSyntax, of node: Syntax) {
      add(token)
      let enclosing = sequence(first: node, next: \.parent).dropFirst().first {
        $0.is(MemberBlockSyntax.self) || $0.is(CodeBlockSyntax.self)
          || $0.is(ClosureExprSyntax.self)
      }
      if enclosing?.is(MemberBlockSyntax.self) == true {
        members.insert(DeclarationNames.plain(token))
      }
    }
  }
}
