import Answers
import SwiftSyntax
import Toolchain

/// An answer as a row of tokens in which comments, spacing and the names that it gives do not count.
///
/// A name that the answer declares itself is any name, and a literal any of its kind. Names of the
/// library and of the language stay what they are: nobody can change those.
struct AnswerTokens {
  /// A number for each token; equal ones are equal tokens.
  private(set) var symbols: [UInt64] = []
  /// The line on which each token begins, from 1.
  private(set) var lines: [Int] = []

  init(_ file: AnswerFile) {
    let own = Declared(in: file).names
    for token in file.tree.tokens(viewMode: .sourceAccurate) where token.tokenKind != .endOfFile {
      symbols.append(Digest(Self.symbol(of: token, own: own)).number)
      lines.append(file.place(of: token).line)
    }
  }

  private static func symbol(of token: TokenSyntax, own: Set<String>) -> String {
    switch token.tokenKind {
    case .identifier(let name): own.contains(name) ? "name" : name
    case .dollarIdentifier: "name"
    case .integerLiteral, .floatLiteral: "0"
    case .stringSegment: "text"
    default: token.text
    }
  }
}
