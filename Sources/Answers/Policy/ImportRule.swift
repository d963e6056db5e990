import SwiftSyntax

/// An answer imports what its section allows, and plainly.
final class ImportRule: PolicyRule {
  private let allowed: [String]

  init(file: AnswerFile, allowed: [String]) {
    self.allowed = allowed
    super.init(file: file)
  }

  override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
    let module = node.path.first.map { DeclarationNames.plain($0.name) } ?? ""
    if !allowed.contains(module) {
      refuse(
        node, "`import \(module)`: this section allows only \(allowed.joined(separator: ", "))")
    }
    if !node.attributes.isEmpty {
      refuse(node, "an import takes no attributes here: write `import \(module)`")
    }
    if node.modifiers.contains(where: { $0.name.text == "public" }) {
      refuse(node, "an import cannot be re-exported here: write `import \(module)`")
    }
    return .skipChildren
  }
}
