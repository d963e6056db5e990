import SwiftSyntax

/// A place of a program that names something: a function, a member, a type, an operator, a
/// subscript.
struct NameUse {
  enum Kind: Equatable {
    case free
    /// After a point; `owner` is the lone name before it, and nil where that is more than a name.
    case member(owner: String?)
    /// After a point with nothing before it, such as `.mean`.
    case implicitMember
    case type
    case `operator`
    case `subscript`
  }

  /// The name without backticks.
  let name: String
  let kind: Kind
  /// The labels of a call's arguments, `_` for none, or those in the name itself; nil where there
  /// are neither.
  let labels: [String]?
  let isCalled: Bool
  /// Whether it is in a function's signature, which is given to the author of the body.
  let isInSignature: Bool
  /// The bytes of the name in the source.
  let place: Range<Int>

  /// What an expression names: the function of a call, a member or a lone name.
  init?(_ expression: ExprSyntax) {
    let call = expression.as(FunctionCallExprSyntax.self)
    let name = call?.calledExpression ?? expression
    if let reference = name.as(DeclReferenceExprSyntax.self) {
      self.init(reference, kind: .free, call: call)
    } else if let member = name.as(MemberAccessExprSyntax.self) {
      self.init(member, call: call)
    } else {
      return nil
    }
  }

  fileprivate init(_ member: MemberAccessExprSyntax, call: FunctionCallExprSyntax?) {
    let owner = member.base?.as(DeclReferenceExprSyntax.self)?.baseName.bareText
    self.init(
      member.declName, kind: member.base == nil ? .implicitMember : .member(owner: owner),
      call: call)
  }

  fileprivate init(
    _ reference: DeclReferenceExprSyntax, kind: Kind, call: FunctionCallExprSyntax?
  ) {
    let labels = call?.arguments.map { $0.label?.text ?? "_" }
    self.init(
      reference.baseName, kind: kind,
      labels: labels ?? reference.argumentNames?.arguments.map { $0.name.text },
      isCalled: call != nil)
  }

  fileprivate init(
    _ token: TokenSyntax, kind: Kind, labels: [String]? = nil, isCalled: Bool = false,
    isInSignature: Bool = false
  ) {
    name = token.bareText
    self.kind = kind
    self.labels = labels
    self.isCalled = isCalled
    self.isInSignature = isInSignature
    let start = token.positionAfterSkippingLeadingTrivia.utf8Offset
    place = start..<start + token.text.utf8.count
  }
}

/// All that a program names, and what it declares itself.
struct NameUses {
  let uses: [NameUse]
  let declared: Set<String>

  init(of tree: SourceFileSyntax) {
    let finder = Finder(viewMode: .sourceAccurate)
    finder.walk(tree)
    uses = finder.uses
    declared = finder.declared
  }

  private final class Finder: SyntaxVisitor {
    var uses: [NameUse] = []
    var declared: Set<String> = []
    private var signatures = 0

    // MARK: Uses

    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
      uses.append(NameUse(node, call: call(of: ExprSyntax(node))))
      return .visitChildren
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
      let isMember = node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id
      if !isMember {
        uses.append(NameUse(node, kind: .free, call: call(of: ExprSyntax(node))))
      }
      return .visitChildren
    }

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
      uses.append(NameUse(node.name, kind: .type, isInSignature: signatures > 0))
      return .visitChildren
    }

    override func visit(_ node: BinaryOperatorExprSyntax) -> SyntaxVisitorContinueKind {
      uses.append(NameUse(node.operator, kind: .operator))
      return .visitChildren
    }

    override func visit(_ node: SubscriptCallExprSyntax) -> SyntaxVisitorContinueKind {
      uses.append(
        NameUse(
          .keyword(.subscript), kind: .subscript,
          labels: node.arguments.map { $0.label?.text ?? "_" }, isCalled: true))
      return .visitChildren
    }

    private func call(of expression: ExprSyntax) -> FunctionCallExprSyntax? {
      let call = expression.parent?.as(FunctionCallExprSyntax.self)
      return call?.calledExpression.id == expression.id ? call : nil
    }

    // MARK: Declarations

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.name.bareText)
      return .visitChildren
    }

    override func visit(_ node: FunctionSignatureSyntax) -> SyntaxVisitorContinueKind {
      signatures += 1
      return .visitChildren
    }

    override func visitPost(_ node: FunctionSignatureSyntax) { signatures -= 1 }

    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
      declared.insert((node.secondName ?? node.firstName).bareText)
      if let tuple = node.type.firstTuple {
        declared.formUnion(tuple.elements.compactMap { $0.firstName?.bareText })
      }
      return .visitChildren
    }

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.name.bareText)
      return .visitChildren
    }

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.name.bareText)
      return .visitChildren
    }

    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.name.bareText)
      return .visitChildren
    }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
      declared.insert(node.identifier.bareText)
      return .visitChildren
    }
  }
}

extension TokenSyntax {
  /// The name without the backticks that a keyword needs to be one.
  var bareText: String { identifier?.name ?? text }
}

extension TypeSyntax {
  /// The first tuple type in a type, such as that of an array's elements.
  fileprivate var firstTuple: TupleTypeSyntax? {
    if let tuple = self.as(TupleTypeSyntax.self) { return tuple }
    return self.as(ArrayTypeSyntax.self)?.element.firstTuple
  }
}
