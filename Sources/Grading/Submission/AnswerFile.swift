import Foundation
import SwiftParser
import SwiftSyntax

/// A Swift file of a student's, read and parsed.
public struct AnswerFile: Sendable {
  public let url: URL
  public let text: String
  let tree: SourceFileSyntax
  private let converter: SourceLocationConverter

  /// More than any answer needs, and little enough that parsing stays quick.
  static let sizeLimit = 1 << 20

  /// Reads a file.
  ///
  /// Throws a `SubmissionError` when it is missing, no plain file, too large or not UTF-8.
  public init(_ url: URL) throws {
    self.init(url, text: try Self.read(url))
  }

  init(_ url: URL, text: String) {
    self.url = url
    self.text = text
    tree = Parser.parse(source: text)
    converter = SourceLocationConverter(fileName: url.path, tree: tree)
  }

  private static func read(_ url: URL) throws -> String {
    let facts = try? FileManager.default.attributesOfItem(
      atPath: url.resolvingSymlinksInPath().path)
    guard let facts else { throw SubmissionError.missing(url) }
    guard facts[.type] as? FileAttributeType == .typeRegular else {
      throw SubmissionError.unreadable(url, "is not a plain file")
    }
    guard let size = facts[.size] as? Int, size <= sizeLimit else {
      throw SubmissionError.unreadable(url, "is larger than \(sizeLimit >> 10) KiB")
    }
    guard let data = try? Data(contentsOf: url) else {
      throw SubmissionError.unreadable(url, "cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self), !text.contains("\0") else {
      throw SubmissionError.unreadable(url, "is not text in UTF-8")
    }
    return text
  }

  /// The line and column where a node's own text begins, both from 1.
  func place(of node: some SyntaxProtocol) -> (line: Int, column: Int) {
    let location = converter.location(for: node.positionAfterSkippingLeadingTrivia)
    return (location.line, location.column)
  }

  /// The text of a line, without the space around it; empty for a line that is not there.
  func source(ofLine line: Int) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return "" }
    return lines[line - 1].trimmingCharacters(in: .whitespaces)
  }
}

/// An answer that cannot be read.
public enum SubmissionError: Error, CustomStringConvertible {
  case missing(URL)
  case unreadable(URL, String)

  public var description: String {
    switch self {
    case .missing(let url): "\(url.lastPathComponent) is not there"
    case .unreadable(let url, let reason): "\(url.lastPathComponent) \(reason)"
    }
  }
}
