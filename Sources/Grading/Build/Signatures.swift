import Answers
import SwiftSyntax

/// The signatures of the public declarations of a file, by full name.
struct Signatures {
  /// A declaration's head, without attributes, default values and spacing.
  struct Signature: Equatable {
    let text: String
    let line: Int
    let column: Int
  }

  private let signatures: [String: Signature]

  init(of file: AnswerFile) {
    let collector = Collector(file: file)
    collector.walk(file.tree)
    signatures = collector.signatures
  }

  subscript(name: String) -> Signature? { signatures[name] }

  private final class Collector: SyntaxAnyVisitor {
    let file: AnswerFile
    var signatures: [String: Signature] = [:]

    init(file: AnswerFile) {
      self.file = file
      super.init(viewMode: .sourceAccurate)
    }

    override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
      guard let modifiers = node.asProtocol(WithModifiersSyntax.self)?.modifiers,
        modifiers.contains(where: { ["public", "open"].contains($0.name.text) }),
        let name = DeclarationNames.fullName(of: node), let text = head(of: node)
      else { return .visitChildren }
      let place = file.place(of: node)
      signatures[name] = Signature(text: text, line: place.line, column: place.column)
      return .visitChildren
    }

    private func head(of node: Syntax) -> String? {
      switch node.as(SyntaxEnum.self) {
      case .functionDecl(let function):
        "func \(DeclarationNames.plain(function.name))" + spelled(function.signature)
      case .initializerDecl(let initializer):
        "init" + spelled(initializer.signature)
      case .subscriptDecl(let subscripting):
        "subscript" + spelled(subscripting.parameterClause)
          + " " + subscripting.returnClause.trimmedDescription
      case .variableDecl(let variable):
        variable.bindings.first.map {
          let type = $0.typeAnnotation?.trimmedDescription ?? ""
          return "\(variable.bindingSpecifier.text) \($0.pattern.trimmedDescription)\(type)"
        }
      default:
        node.asProtocol(NamedDeclSyntax.self).map { "\(node.kind) \($0.name.text)" }
      }
    }

    private func spelled(_ signature: FunctionSignatureSyntax) -> String {
      [
        spelled(signature.parameterClause), signature.effectSpecifiers?.trimmedDescription,
        signature.returnClause?.trimmedDescription,
      ].compactMap(\.self).joined(separator: " ")
    }

    private func spelled(_ clause: FunctionParameterClauseSyntax) -> String {
      let parameters = clause.parameters.map { parameter in
        let label = parameter.firstName.text
        return "\(label): \(parameter.type.trimmedDescription)"
      }
      return "(\(parameters.joined(separator: ", ")))"
    }
  }
}
