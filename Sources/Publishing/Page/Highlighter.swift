import Markup
import SwiftIDEUtils
import SwiftParser
import SwiftSyntax

/// Swift source as spans that the stylesheet colours.
enum Highlighter {
  /// Adds `source` to `parent`, each classified stretch in a span of its class.
  static func add(swift source: String, to parent: Element) {
    let tree = Parser.parse(source: source)
    let calls = CallNames(of: tree)
    let bytes = Array(source.utf8)
    var position = 0
    for range in tree.classifications {
      let lower = range.range.lowerBound.utf8Offset
      let upper = range.range.upperBound.utf8Offset
      guard let style = calls.starts.contains(lower) ? "call" : style(of: range.kind) else {
        continue
      }
      parent.add(text: String(decoding: bytes[position..<lower], as: UTF8.self))
      parent.add("span", ["class": style], String(decoding: bytes[lower..<upper], as: UTF8.self))
      position = upper
    }
    parent.add(text: String(decoding: bytes[position...], as: UTF8.self))
  }

  private static func style(of kind: SyntaxClassification) -> String? {
    switch kind {
    case .keyword, .ifConfigDirective: "keyword"
    case .lineComment, .blockComment, .docLineComment, .docBlockComment: "comment"
    case .stringLiteral, .regexLiteral: "string"
    case .integerLiteral, .floatLiteral: "number"
    case .type: "type"
    case .attribute: "attribute"
    default: nil
    }
  }
}

/// Where the names of called functions stand: the classifier sees identifiers, not calls.
private final class CallNames: SyntaxVisitor {
  private(set) var starts: Set<Int> = []

  init(of tree: SourceFileSyntax) {
    super.init(viewMode: .sourceAccurate)
    walk(tree)
  }

  override func visit(_ call: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    if let reference = call.calledExpression.as(DeclReferenceExprSyntax.self) {
      insert(reference.baseName)
    } else if let member = call.calledExpression.as(MemberAccessExprSyntax.self) {
      insert(member.declName.baseName)
    }
    return .visitChildren
  }

  override func visit(_ declaration: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    insert(declaration.name)
    return .visitChildren
  }

  /// Capitalised names make values of a type and are coloured as types are.
  private func insert(_ name: TokenSyntax) {
    guard case .identifier(let text) = name.tokenKind, text.first?.isLowercase == true else {
      return
    }
    starts.insert(name.positionAfterSkippingLeadingTrivia.utf8Offset)
  }
}
