import GRDB
import Grading

/// A student's attempt in the gradebook, and what distinguishes it from the others.
///
/// A report's file is `ben.json` while there is one attempt and `ben/1.json` afterwards, and the
/// number increases when an earlier attempt comes in. A report is therefore matched to an attempt
/// by the answers and by when they were handed in. If reports say neither, it is matched by name.
struct KnownAttempt {
  let id: Int64
  /// The latest name of the report's file.
  let label: String
  /// When it was handed in, according to the export.
  let handedInAt: String?
  /// The digests of its answers, by section.
  let answers: [String: String]

  /// A student's attempts in a batch.
  static func all(
    of student: Int64, batch: Int64, in database: Database
  ) throws -> [KnownAttempt] {
    let attempts = try database.cachedStatement(
      sql: """
        SELECT id, label, handedInAt FROM attempt WHERE student = ? AND batch = ? ORDER BY number
        """)
    let marks = try database.cachedStatement(
      sql: """
        SELECT section, answer FROM sectionMark
        WHERE regrade = 0 AND attempt = ? AND answer <> ''
        """)
    return try Row.fetchAll(attempts, arguments: [student, batch]).map { row in
      let answers = try Row.fetchAll(marks, arguments: [row["id"] as Int64])
      return KnownAttempt(
        id: row["id"], label: row["label"], handedInAt: row["handedInAt"],
        answers: Dictionary(uniqueKeysWithValues: answers.map { ($0[0], $0[1]) }))
    }
  }

  /// How strongly a report matches this attempt; nil if it is on another one.
  func likeness(to report: Report, named label: String) -> Int? {
    if let handedInAt, let other = report.submittedAt, handedInAt != other { return nil }
    let others = report.answers
    let shared = answers.keys.filter { others[$0] != nil }
    guard shared.allSatisfy({ answers[$0] == others[$0] }) else { return nil }
    let isNamed = isNamed(label)
    if shared.isEmpty { return isNamed && (answers.isEmpty || others.isEmpty) ? 1 : nil }
    return 2 * shared.count + (isNamed ? 1 : 0)
  }

  /// Whether a section's report is on an answer of this attempt, as far as both say; in a regrade,
  /// one report may be on the same answer of several attempts.
  func holds(_ section: GradedSection, of report: SectionReport, named label: String) -> Bool {
    guard let digest = report.handedIn?.digest, !section.answer.isEmpty else {
      return isNamed(label)
    }
    return section.answer == digest
  }

  /// Whether a report's file has this attempt's name; a student's only attempt is the first.
  private func isNamed(_ label: String) -> Bool {
    (self.label.isEmpty ? "1" : self.label) == (label.isEmpty ? "1" : label)
  }
}

extension [KnownAttempt] {
  /// The attempt that a report is on; nil for a new one.
  func attempt(of report: Report, named label: String) -> KnownAttempt? {
    compactMap { attempt in attempt.likeness(to: report, named: label).map { (attempt, $0) } }
      .max { $0.1 < $1.1 }?.0
  }
}

extension Report {
  /// The digests of the answers that it is on, by section.
  fileprivate var answers: [String: String] {
    Dictionary(
      sections.compactMap { section in section.handedIn?.digest.map { (section.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}
