import Foundation
import GRDB
import Grading

/// The result of grading a section, as the gradebook stores it.
struct GradedSection: Sendable, Equatable {
  struct Part: Sendable, Hashable {
    let name: String
    let title: String
    let points: Int
    let possible: Int
    let isAnswered: Bool
  }

  /// A test that was run and failed.
  struct Failure: Sendable, Equatable {
    let test: String
    let part: String
    let title: String
    let kind: String
    let message: String
  }

  /// The most characters kept of a message; the rest is in the report.
  private static let messageLimit = 500

  let section: String
  /// The digest of the answer, which distinguishes attempts; empty if the report has none.
  var answer: String
  let state: String
  let points: Int
  let possible: Int
  /// Why the section as a whole earned nothing, if so.
  let problem: String
  let parts: [Part]
  let failures: [Failure]

  /// Nil for a section that could not be graded or was not handed in, and so has no mark.
  init?(_ report: SectionReport) {
    guard report.state != .notGraded, !report.isMissing else { return nil }
    section = report.id
    answer = report.handedIn?.digest ?? ""
    state = report.state.rawValue
    points = report.points
    possible = report.possible
    problem = Self.cut(report.problems.map(\.message).joined(separator: "\n"))
    parts = report.parts.map {
      Part(
        name: $0.name, title: $0.title, points: $0.points, possible: $0.possible,
        isAnswered: $0.unanswered.isEmpty && ![.unanswered, .unreadable].contains(report.state))
    }
    failures = report.parts.flatMap { part in
      part.tests.filter(\.verdict.isWrong).map { test in
        Failure(
          test: test.name, part: part.name, title: test.title,
          kind: test.verdict.kind.rawValue,
          message: Self.cut(test.verdict.messages.joined(separator: "\n")))
      }
    }.sorted { $0.test < $1.test }
  }

  /// The text, cut to the limit and without control characters, since anyone may have written the
  /// report.
  private static func cut(_ text: String) -> String {
    Escaped.text(
      text.count > messageLimit ? text.prefix(messageLimit) + "\u{2026}" : text)
  }

  /// Inserts it as one of the marks that count, or of a regrade proposal.
  func insert(
    regrade: Int64 = 0, attempt: Int64, cause: String = "", into database: Database
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO sectionMark
          (regrade, attempt, section, answer, state, points, possible, problem, cause)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      regrade, attempt, section, answer, state, points, possible, problem, cause,
    ])
    let partRow = try database.cachedStatement(
      sql: """
        INSERT INTO partMark
          (regrade, attempt, section, place, part, title, points, possible, isAnswered)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for (place, part) in parts.enumerated() {
      try partRow.execute(arguments: [
        regrade, attempt, section, place, part.name, part.title, part.points, part.possible,
        part.isAnswered,
      ])
    }
    let failureRow = try database.cachedStatement(
      sql: """
        INSERT INTO failure (regrade, attempt, section, test, part, title, kind, message)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for failure in failures {
      try failureRow.execute(arguments: [
        regrade, attempt, section, failure.test, failure.part, failure.title, failure.kind,
        failure.message,
      ])
    }
  }

  init(
    section: String, answer: String, state: String, points: Int, possible: Int, problem: String,
    parts: [Part], failures: [Failure]
  ) {
    self.section = section
    self.answer = answer
    self.state = state
    self.points = points
    self.possible = possible
    self.problem = problem
    self.parts = parts
    self.failures = failures
  }

  /// Whether both earned the same, part by part.
  func hasMarks(of other: GradedSection) -> Bool {
    state == other.state && possible == other.possible
      && parts.map { [$0.points, $0.possible] } == other.parts.map { [$0.points, $0.possible] }
  }
}
