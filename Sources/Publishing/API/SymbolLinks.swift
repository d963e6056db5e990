import SwiftParser
import SwiftSyntax

/// The links from a page's code to the reference.
struct SymbolLinks: Sendable {
  let table: SymbolTable
  /// The way from the page to the site's top.
  let root: String

  /// Where PyTorch keeps its functions: what follows is not the library's.
  private static let foreign: Set<String> = ["F", "nn", "np", "numpy", "optim", "torch"]

  /// The address for a stretch of code in running text, where it is one identifier or one call.
  func address(ofSpan code: String) -> String? {
    guard code.utf8.count < 80, let expression = Self.expression(code) else { return nil }
    let isCall = expression.is(FunctionCallExprSyntax.self)
    let name = expression.as(FunctionCallExprSyntax.self)?.calledExpression ?? expression
    if let reference = name.as(DeclReferenceExprSyntax.self) {
      let base = reference.baseName.text
      if isCall || table.isType(base) || !table.hasMember(base),
        let address = table.address(of: base)
      {
        return root + address
      }
      // A lone word such as `weight` may be a variable of the lesson.
      guard isCall || reference.argumentNames != nil else { return nil }
      return table.address(ofMember: base).map { root + $0 }
    }
    guard let member = name.as(MemberAccessExprSyntax.self) else { return nil }
    return address(of: member)
  }

  /// An identifier of a program that the reference explains.
  struct Link {
    fileprivate let name: String
    let address: String
    /// The identifier's bytes.
    var length: Int { name.utf8.count }
  }

  /// The identifiers of a program that the reference explains, by where they start.
  func addresses(in tree: SourceFileSyntax) -> [Int: Link] {
    let finder = Finder(links: self)
    finder.walk(tree)
    return finder.found.filter { !finder.declared.contains($0.value.name) }
  }

  private func address(of member: MemberAccessExprSyntax) -> String? {
    let name = member.declName.baseName.text
    guard let base = member.base else { return table.address(ofMember: name).map { root + $0 } }
    let owner = base.as(DeclReferenceExprSyntax.self)?.baseName.text
    if let owner, Self.foreign.contains(owner) { return nil }
    let type = owner.flatMap { table.isType($0) ? $0 : nil }
    return table.address(ofMember: name, of: type).map { root + $0 }
  }

  private static func expression(_ code: String) -> ExprSyntax? {
    var parser = Parser(code)
    let expression = ExprSyntax.parse(from: &parser)
    return expression.hasError ? nil : expression
  }

  private final class Finder: SyntaxVisitor {
    private let links: SymbolLinks
    private(set) var found: [Int: Link] = [:]
    /// What the program declares itself hides what the library has.
    private(set) var declared: Set<String> = []

    init(links: SymbolLinks) {
      self.links = links
      super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
      let token = node.declName.baseName
      if let address = links.address(of: node) { insert(token, address) }
      return .visitChildren
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
      let isMember = node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id
      if !isMember, let address = links.table.address(of: node.baseName.text) {
        insert(node.baseName, links.root + address)
      }
      return .visitChildren
    }

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
      if let address = links.table.address(of: node.name.text) {
        insert(node.name, links.root + address)
      }
      return .visitChildren
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.name.text)
      return .visitChildren
    }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.identifier.text)
      return .visitChildren
    }

    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
      declared.insert((node.secondName ?? node.firstName).text)
      return .visitChildren
    }

    private func insert(_ token: TokenSyntax, _ address: String) {
      let start = token.positionAfterSkippingLeadingTrivia.utf8Offset
      found[start] = Link(name: token.text, address: address)
    }
  }
}
