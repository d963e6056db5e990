import SwiftSyntax

extension AnswerFile {
  /// The text as it is compiled: without `sending` on what the tests hand over.
  ///
  /// Suites reuse what they hand over, and are compiled without the check that would keep them from
  /// it: a parameter that may be sent to another thread would let an answer write into the tests'
  /// tensors for as long as it likes. An answer that needs no `sending` compiles without it; the
  /// compiler gives the place in one that does. Lines and columns stay.
  package var compiledText: String {
    let specifiers = tree.nodes(of: SimpleTypeSpecifierSyntax.self).filter(\.isSendingToAnswer)
    guard !specifiers.isEmpty else { return text }
    var bytes = Array(text.utf8)
    for specifier in specifiers.map(\.specifier) {
      let start = specifier.positionAfterSkippingLeadingTrivia.utf8Offset
      for offset in start..<start + specifier.trimmedLength.utf8Length {
        bytes[offset] = UInt8(ascii: " ")
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension SimpleTypeSpecifierSyntax {
  /// Whether this is the `sending` of a public declaration's parameter.
  fileprivate var isSendingToAnswer: Bool {
    let parameter = sequence(first: Syntax(self), next: \.parent).lazy
      .compactMap { $0.as(FunctionParameterSyntax.self) }.first
    return specifier.tokenKind == .keyword(.sending) && parameter?.isHandedOver == true
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
