import SwiftSyntax

extension AnswerFile {
  /// The text as it is compiled: without `sending` on what the tests hand over.
  ///
  /// Suites reuse what they hand over, and are compiled without the check that would keep them from
  /// it: a parameter that may be sent to another thread would let an answer write into the tests'
  /// tensors for as long as it likes. An answer that needs no `sending` compiles without it; the
  /// compiler gives the place in one that does. Lines and columns stay.
  package var compiledText: String {
    let finder = SendingFinder(viewMode: .sourceAccurate)
    finder.walk(tree)
    guard !finder.ranges.isEmpty else { return text }
    var bytes = Array(text.utf8)
    for range in finder.ranges {
      for offset in range { bytes[offset] = UInt8(ascii: " ") }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Finds `sending` in the parameters of public declarations.
private final class SendingFinder: SyntaxVisitor {
  var ranges: [Range<Int>] = []

  override func visit(_ node: SimpleTypeSpecifierSyntax) -> SyntaxVisitorContinueKind {
    let parameter = sequence(first: Syntax(node), next: \.parent).lazy
      .compactMap { $0.as(FunctionParameterSyntax.self) }.first
    guard node.specifier.tokenKind == .keyword(.sending), parameter?.isHandedOver == true else {
      return .skipChildren
    }
    let start = node.specifier.positionAfterSkippingLeadingTrivia.utf8Offset
    ranges.append(start..<start + node.specifier.trimmedLength.utf8Length)
    return .skipChildren
  }
}

extension FunctionParameterSyntax {
  /// Whether the tests hand over what the parameter takes: it is a public declaration's.
  var isHandedOver: Bool {
    let declaration = sequence(first: Syntax(self), next: \.parent).first {
      $0.asProtocol(WithModifiersSyntax.self) != nil && !$0.is(FunctionParameterSyntax.self)
    }
    return declaration?.asProtocol(WithModifiersSyntax.self)?.modifiers.contains {
      ["public", "open"].contains($0.name.text)
    } ?? false
  }
}
