import Answers
import Course
import Foundation
import TestSupport

@testable import Grading

/// A submission of Tests/Attacks or Tests/Honest: an answer whose first lines say what it tries and
/// what grading must make of it, as `// Attack: ...` or `// Honest: ...` and further `// Key: ...`.
///
/// The keys: `Report` is the state or kind of verdict, and a text that the report must hold, or
/// several such texts between `|`, of which one will do;
/// `Points` what is earned (an attack nothing, an honest answer everything); `Section` the module
/// answered; `Past` the safeguards that are left out, to try what is beneath them; `Secret` a
/// text that no report may hold.
struct MadeSubmission: Sendable {
  let url: URL
  let fields: [String: String]

  private static let keys: Set = [
    "Attack", "Honest", "Note", "Past", "Points", "Report", "Secret", "Section",
  ]

  /// Throws an `UnreadHeader` for a line of the header without a key: one that goes on in the next
  /// line would be read in part.
  init(_ url: URL) throws {
    self.url = url
    let header = try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("//") }.filter { !$0.hasPrefix("// swift-format-ignore") }
    let pairs = try header.map { line in
      let text = line.dropFirst(3)
      guard let colon = text.range(of: ": "), Self.keys.contains(String(text[..<colon.lowerBound]))
      else { throw UnreadHeader(file: url.lastPathComponent, line: String(line)) }
      return (String(text[..<colon.lowerBound]), String(text[colon.upperBound...]))
    }
    fields = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  struct UnreadHeader: Error {
    let file: String
    let line: String
  }

  /// The name in messages: `Leaving/ExitThroughGlibc`.
  var name: String {
    url.deletingPathExtension().pathComponents.suffix(2).joined(separator: "/")
  }

  var module: String { fields["Section"] ?? "AffineMaps" }

  var safeguards: Safeguards {
    var safeguards = Safeguards.all
    let past = fields["Past"] ?? ""
    if past.contains("source") { safeguards.remove(.source) }
    if past.contains("symbols") { safeguards.remove(.symbols) }
    return safeguards
  }

  /// The state or kind of verdict that the report must hold, and the texts of which it must hold
  /// one.
  var expected: (kind: String, texts: [String]) {
    let report = fields["Report"] ?? ""
    guard let colon = report.range(of: ": ") else { return (report, [""]) }
    let texts = report[colon.upperBound...].components(separatedBy: " | ")
    return (String(report[..<colon.lowerBound]), texts)
  }

  /// Every submission in a folder of Tests, in order.
  static func all(in folder: String) throws -> [MadeSubmission] {
    let root = Repository.root.appending(path: "Tests/\(folder)")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
      .map(MadeSubmission.init)
  }
}
