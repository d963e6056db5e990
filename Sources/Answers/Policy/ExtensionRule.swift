import SwiftSyntax

/// Types of the library are not given conformances to protocols of the library.
///
/// Such a conformance acts everywhere, in the tests too. One to a protocol of the answer's own
/// does not, unless that protocol refines one of the library.
final class ExtensionRule: PolicyRule {
  private let declared: Declared

  init(file: AnswerFile, declared: Declared) {
    self.declared = declared
    super.init(file: file)
  }

  override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
    let type = node.extendedType.trimmedDescription
    guard !declared.paths.contains(type) else { return .visitChildren }
    for inherited in node.inheritanceClause?.inheritedTypes ?? [] {
      let name = inherited.type.trimmedDescription
      if !declared.isolatedProtocols.contains(name) {
        refuse(
          inherited,
          "`\(type)` is not yours to make \(name): such a conformance would affect the tests too. "
            + "Write a type of your own that wraps it, or a function")
      }
    }
    return .visitChildren
  }
}
