import SwiftParser
import SwiftSyntax

/// The names that a piece of Swift calls or reads of other things, with the labels of calls.
struct CalledNames: Sendable {
  /// A function with its labels, a property, a type or an operator.
  struct Name: Hashable, Sendable, Comparable, CustomStringConvertible {
    let base: String
    /// The labels in their order, `_` for none; nil where it is no call.
    var labels: [String]?

    var description: String {
      guard let labels else { return base }
      return "\(base)(\(labels.map { "\($0):" }.joined()))"
    }

    /// Whether seeing this call shows how to make the other one.
    func shows(_ other: Name) -> Bool {
      guard base == other.base else { return false }
      let named = Set((other.labels ?? []).filter { $0 != "_" })
      return named.isSubset(of: labels ?? [])
    }

    static func < (a: Name, b: Name) -> Bool { a.description < b.description }
  }

  private(set) var names: Set<Name> = []
  /// What the code declares itself.
  private(set) var declared: Set<String> = []

  init(_ sources: some Sequence<String>) {
    for source in sources {
      let finder = Finder(viewMode: .sourceAccurate)
      finder.walk(Parser.parse(source: source))
      names.formUnion(finder.names)
      declared.formUnion(finder.declared)
    }
  }

  /// The names that the library has and the code does not declare, each once: a call says more than
  /// the name alone.
  func library(_ table: SymbolTable) -> [Name] {
    let calls = Set(names.filter { $0.labels != nil }.map(\.base))
    return names.filter { name in
      !declared.contains(name.base) && table.knows(name.base) && !Self.swifts.contains(name)
        && (name.labels != nil || !calls.contains(name.base))
    }.sorted()
  }

  /// Calls that arrays and numbers have as well.
  private static let swifts: Set<Name> = [
    Name(base: "max", labels: []), Name(base: "min", labels: []),
    Name(base: "max", labels: ["_", "_"]), Name(base: "min", labels: ["_", "_"]),
  ]

  private final class Finder: SyntaxVisitor {
    var names: Set<Name> = []
    var declared: Set<String> = []

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
      let name =
        node.calledExpression.as(MemberAccessExprSyntax.self)?.declName
        ?? node.calledExpression.as(DeclReferenceExprSyntax.self)
      if let name {
        let labels = node.arguments.map { $0.label?.text ?? "_" }
        names.insert(Name(base: name.baseName.text, labels: labels))
      }
      return .visitChildren
    }

    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
      let isCalled = node.parent?.as(FunctionCallExprSyntax.self)?.calledExpression.id == node.id
      // What has no base, such as `.mean`, is a case of what a parameter takes.
      if !isCalled, node.base != nil { insert(node.declName) }
      return .visitChildren
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
      // A name with its labels, or a type; another lone word may be a variable.
      let isCalled = node.parent?.as(FunctionCallExprSyntax.self)?.calledExpression.id == node.id
      if !isCalled, node.parent?.is(MemberAccessExprSyntax.self) != true,
        node.argumentNames != nil || node.baseName.text.first?.isUppercase == true
      {
        insert(node)
      }
      return .visitChildren
    }

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
      names.insert(Name(base: node.name.text))
      return .visitChildren
    }

    override func visit(_ node: BinaryOperatorExprSyntax) -> SyntaxVisitorContinueKind {
      names.insert(Name(base: node.operator.text))
      return .visitChildren
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.name.text)
      return .visitChildren
    }

    /// What a signature names is given to whoever writes the body.
    override func visit(_ node: FunctionSignatureSyntax) -> SyntaxVisitorContinueKind {
      for parameter in node.parameterClause.parameters {
        declared.insert((parameter.secondName ?? parameter.firstName).text)
        if let tuple = parameter.type.firstTuple {
          declared.formUnion(tuple.elements.compactMap { $0.firstName?.text })
        }
      }
      return .skipChildren
    }

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.name.text)
      return .visitChildren
    }

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.name.text)
      return .visitChildren
    }

    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.name.text)
      return .visitChildren
    }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.identifier.text)
      return .visitChildren
    }

    private func insert(_ name: DeclReferenceExprSyntax) {
      names.insert(
        Name(
          base: name.baseName.text, labels: name.argumentNames?.arguments.map { $0.name.text }))
    }
  }
}

extension TypeSyntax {
  /// The first tuple type in a type, such as that of an array's elements.
  fileprivate var firstTuple: TupleTypeSyntax? {
    if let tuple = self.as(TupleTypeSyntax.self) { return tuple }
    return self.as(ArrayTypeSyntax.self)?.element.firstTuple
  }
}
