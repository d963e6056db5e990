import Answers
import SwiftSyntax
import Toolchain

/// An answer as a sequence of tokens, regardless of comments, spacing and the names that it
/// declares.
///
/// All names that the answer declares itself are equal, and so are all literals of the same kind.
/// Names from the library and the language are kept, since a student cannot change them.
struct AnswerTokens {
  /// A number for each token; equal tokens have equal numbers.
  private(set) var symbols: [UInt64] = []
  /// The line on which each token begins, counted from 1.
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
