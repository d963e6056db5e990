import Course
import Foundation

/// What was handed in for a section.
public struct Submission: Sendable {
  public let section: Section
  public let file: AnswerFile
  /// The calls of `unanswered()` in each part, by the part's name; no entry for answered parts.
  public let unanswered: [String: [UnansweredCall]]

  public init(section: Section, file: AnswerFile) {
    self.section = section
    self.file = file
    let calls = UnansweredCall.all(in: file)
    var unanswered: [String: [UnansweredCall]] = [:]
    for part in section.parts {
      let inside = calls.filter { call in part.declarations.contains(where: call.isInside) }
      if !inside.isEmpty { unanswered[part.name] = inside }
    }
    self.unanswered = unanswered
  }

  /// The parts that have an answer.
  public var answeredParts: [Part] {
    section.parts.filter { unanswered[$0.name] == nil }
  }

  /// Whether a file with these bytes may hold an answer to some part of a section: what cannot be
  /// parsed may.
  static func mayAnswer(_ section: Section, _ bytes: [UInt8]) -> Bool {
    let url = URL(filePath: "/\(section.module).swift")
    guard let answer = try? AnswerFile(url, bytes: bytes) else { return true }
    return !Submission(section: section, file: answer).answeredParts.isEmpty
  }
}
