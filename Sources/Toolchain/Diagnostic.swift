import Foundation

/// A message of the compiler.
public struct Diagnostic: Sendable, Equatable, Codable {
  public enum Severity: String, Sendable, Codable {
    case error, warning, note
  }

  /// The file, as the compiler was given it; nil for messages about no file.
  public let file: String?
  public let line: Int
  public let column: Int
  public let severity: Severity
  public let message: String

  public init(
    file: String?, line: Int, column: Int, severity: Severity, message: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
  }

  /// The same message with its file's whole path, where a compiler ran in a folder.
  func found(in folder: URL?) -> Diagnostic {
    guard let folder, let file, !file.hasPrefix("/") else { return self }
    return Diagnostic(
      file: folder.appending(path: file).path, line: line, column: column, severity: severity,
      message: message)
  }

  /// The messages in what a compiler wrote, as `A.swift:3:7: error: cannot find 'x' in scope`.
  ///
  /// Quoted source lines and other text between them are left out.
  public static func parse(_ text: String) -> [Diagnostic] {
    text.split(separator: "\n").compactMap(parse(line:))
  }

  private static func parse(line: Substring) -> Diagnostic? {
    for severity in [Severity.error, .warning, .note] {
      guard let range = line.range(of: "\(severity.rawValue): ") else { continue }
      let message = String(line[range.upperBound...])
      let place = line[..<range.lowerBound]
      if place.isEmpty || place == "<unknown>:0: " {
        return Diagnostic(file: nil, line: 0, column: 0, severity: severity, message: message)
      }
      // The file may hold colons itself, so the numbers are taken from the right.
      let pieces = place.dropLast(2).split(separator: ":", omittingEmptySubsequences: false)
      guard pieces.count >= 3, place.hasSuffix(": "),
        let column = Int(pieces[pieces.count - 1]), let row = Int(pieces[pieces.count - 2])
      else { continue }
      return Diagnostic(
        file: pieces.dropLast(2).joined(separator: ":"), line: row, column: column,
        severity: severity, message: message)
    }
    return nil
  }
}
