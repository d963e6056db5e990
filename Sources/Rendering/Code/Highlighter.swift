import Markup
import SwiftIDEUtils
import SwiftParser
import SwiftSyntax
import Symbols

/// Source code as spans that the stylesheet colours.
package enum Highlighter {
  /// Adds `source` to `parent`, each classified stretch in a span of its class, and each identifier
  /// that `links` knows as a link. The lines in `marks` are highlighted.
  package static func add(
    swift source: String, to parent: Element, links: SymbolLinks? = nil,
    marks: [ClosedRange<Int>] = []
  ) {
    CodeLines(pieces(swift: source, links: links), marks: marks).add(to: parent)
  }

  private static func pieces(swift source: String, links: SymbolLinks?) -> [CodeLines.Piece] {
    let tree = Parser.parse(source: source)
    let linked = links?.addresses(in: tree) ?? [:]
    let bytes = Array(source.utf8)
    var pieces: [CodeLines.Piece] = []
    var position = 0
    // A link within a longer stretch, such as a type's name in a list, is left out.
    for (range, style) in stretches(of: tree, linked: linked) where range.lowerBound >= position {
      pieces.append(.init(String(decoding: bytes[position..<range.lowerBound], as: UTF8.self)))
      pieces.append(
        .init(
          String(decoding: bytes[range], as: UTF8.self), style: style,
          address: linked[range.lowerBound]?.address))
      position = range.upperBound
    }
    pieces.append(.init(String(decoding: bytes[position...], as: UTF8.self)))
    return pieces
  }

  /// The stretches that are more than text, in order.
  private static func stretches(
    of tree: SourceFileSyntax, linked: [Int: SymbolLinks.Link]
  ) -> [(Range<Int>, style: String?)] {
    let calls = CallNames(of: tree)
    var stretches = linked.mapValues { (length: $0.length, style: String?.none) }
    for range in tree.classifications {
      let lower = range.range.lowerBound.utf8Offset
      guard let style = calls.starts.contains(lower) ? "call" : style(of: range.kind) else {
        continue
      }
      let length = stretches[lower]?.length ?? range.range.upperBound.utf8Offset - lower
      stretches[lower] = (length, style)
    }
    return stretches.sorted { $0.key < $1.key }
      .map { ($0.key..<$0.key + $0.value.length, $0.value.style) }
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

/// Where the names of called functions are: the classifier sees identifiers, not calls.
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
