import Foundation
import SwiftParser
import SwiftSyntax

/// A Swift file of a student's, read and parsed.
public struct AnswerFile: Sendable {
  public let url: URL
  public let text: String
  package let tree: SourceFileSyntax
  private let converter: SourceLocationConverter

  /// Whether the compiler may see something else in the file than what was parsed here.
  package var isMisread: Bool { tree.hasError }

  /// More bytes than any answer has.
  package static let sizeLimit = SubmittedFile.sizeLimit

  /// Deeper than people nest, and not so deep that walking the tree overflows a stack.
  private static let nestingLimit = (brackets: 100, nodes: 600)
  /// A hundred times what an ordinary answer takes.
  private static let secondsToParse = 5.0
  /// Each level of `"\("\(...` costs the parser memory for all levels around it.
  private static let backslashLimit = 1000

  /// Reads a file, whose path must hold no link below a folder.
  ///
  /// Throws a `SubmissionError` when it is missing, no plain file, too large, not UTF-8, nested too
  /// deeply, or takes too much processor time to parse.
  public init(_ url: URL, below folder: URL? = nil) throws {
    try self.init(url, submitted: try SubmittedFile(url: url, folder: folder).text())
  }

  /// Takes the bytes of a file that is not at hand; throws as for one that is.
  package init(_ url: URL, bytes: [UInt8]) throws {
    try self.init(url, submitted: try SubmittedFile(url: url, folder: nil).text(of: bytes))
  }

  private init(_ url: URL, submitted text: String) throws {
    let backslashes = text.utf8.count { $0 == UInt8(ascii: "\\") }
    guard backslashes <= Self.backslashLimit else {
      throw SubmissionError.unreadable(url, "holds more than \(Self.backslashLimit) backslashes")
    }
    let read = boundedWork(seconds: Self.secondsToParse) {
      let file = AnswerFile(url, text: text)
      return (file, Self.depth(of: file.tree))
    }
    guard let (file, depth) = read else {
      throw SubmissionError.unreadable(
        url, "takes too long to read: write it more simply, with less nesting")
    }
    guard depth <= Self.nestingLimit.nodes else {
      throw SubmissionError.unreadable(
        url, "nests too deeply: break long chains and expressions into steps")
    }
    self = file
  }

  /// Takes text that is known to be harmless.
  package init(_ url: URL, text: String) {
    self.url = url
    self.text = text
    var parser = Parser(text, maximumNestingLevel: Self.nestingLimit.brackets)
    tree = SourceFileSyntax.parse(from: &parser)
    converter = SourceLocationConverter(fileName: url.path, tree: tree)
  }

  /// How deeply nodes may be nested; counted without recursion.
  private static func depth(of tree: SourceFileSyntax) -> Int {
    var deepest = 0
    var open: [(node: Syntax, depth: Int)] = [(Syntax(tree), 1)]
    while let (node, depth) = open.popLast() {
      deepest = max(deepest, depth)
      if deepest > nestingLimit.nodes { return deepest }
      for child in node.children(viewMode: .all) where !child.is(TokenSyntax.self) {
        open.append((child, depth + 1))
      }
    }
    return deepest
  }

  /// The line and column where a node's own text begins, both from 1.
  package func place(of node: some SyntaxProtocol) -> (line: Int, column: Int) {
    let location = converter.location(for: node.positionAfterSkippingLeadingTrivia)
    return (location.line, location.column)
  }

  /// The text of a line, without the space around it; empty for a line that is not there.
  package func source(ofLine line: Int) -> String {
    // A carriage return and the line feed after it are one Character.
    let lines = text.split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
    guard lines.indices.contains(line - 1) else { return "" }
    return lines[line - 1].trimmingCharacters(in: .whitespaces)
  }
}

/// An answer that cannot be read.
public enum SubmissionError: Error, CustomStringConvertible {
  case missing(URL)
  case unreadable(URL, String)
  /// The system refuses to read it, which says nothing of the answer.
  case denied(URL, String)

  public var description: String {
    switch self {
    case .missing(let url): "\(url.lastPathComponent) is not there"
    case .unreadable(let url, let reason): "\(url.lastPathComponent) \(reason)"
    case .denied(let url, let reason): "\(url.lastPathComponent) cannot be read: \(reason)"
    }
  }
}
