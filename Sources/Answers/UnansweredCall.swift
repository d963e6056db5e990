import Foundation
import SwiftSyntax

/// A place where an answer still says `unanswered()`.
public struct UnansweredCall: Sendable, Equatable, Codable {
  public let line: Int
  /// The full name of the declaration around it, such as `affine(_:weight:bias:)`.
  public let declaration: String

  package init(line: Int, declaration: String) {
    self.line = line
    self.declaration = declaration
  }

  /// Every such place in an answer, found in its source, never by running it.
  public static func all(in file: AnswerFile) -> [UnansweredCall] {
    file.tree.nodes(of: FunctionCallExprSyntax.self).compactMap { call in
      let called = call.calledExpression
      let name =
        called.as(DeclReferenceExprSyntax.self)?.baseName
        ?? called.as(MemberAccessExprSyntax.self)?.declName.baseName
      guard let name, DeclarationNames.plain(name) == "unanswered" else { return nil }
      return UnansweredCall(
        line: file.place(of: call).line, declaration: DeclarationNames.enclosingMember(of: call))
    }
  }

  /// Whether the call is in a declaration or in a member of it.
  public func isInside(_ name: String) -> Bool { enclosing.contains(name) }

  /// The full names of the declaration and of those around it.
  package var enclosing: [String] {
    let names = declaration.split(separator: ".", omittingEmptySubsequences: false)
    return names.indices.map { names[...$0].joined(separator: ".") }
  }
}
