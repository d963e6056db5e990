import SwiftSyntax

/// The names that a file declares itself.
struct Declared {
  /// Everything that can be referred to by name alone.
  private(set) var names: Set<String> = []
  /// The members of its types and extensions.
  private(set) var members: Set<String> = []
  private(set) var types: Set<String> = []

  init(in file: AnswerFile) {
    let collector = Collector(viewMode: .sourceAccurate)
    collector.walk(file.tree)
    names = collector.names
    members = collector.members
    types = collector.types
  }

  private final class Collector: SyntaxAnyVisitor {
    var names: Set<String> = []
    var members: Set<String> = []
    var types: Set<String> = []

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
      default:
        if let type = DeclarationNames.typeName(of: node), !node.is(ExtensionDeclSyntax.self) {
          names.insert(type)
          types.insert(type)
        }
      }
      return .visitChildren
    }

    private func add(_ token: TokenSyntax) {
      names.insert(DeclarationNames.plain(token))
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
