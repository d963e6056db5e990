import Course
import Foundation
import GRDB
import Grading

extension Gradebook {
  /// A section that regrading changes.
  private struct Changed {
    let attempt: Int64
    let before: GradedSection
    let after: GradedSection
    let cause: String
  }

  /// Compares the reports of regraded attempts with the marks in the gradebook, and keeps the
  /// differences as a proposal. No mark is changed.
  ///
  /// Throws a `GradebookError` if another proposal is waiting.
  public func propose(
    _ folder: URL, of batch: String? = nil, sections: [Section], rules: ClassRules,
    by author: Author
  ) throws -> RegradeResult {
    let graded = try GradedFolder(folder)
    let asked = Set(sections.map(\.id))
    let batchID = try read { database in
      try Self.checkNothingWaits(database)
      return try Self.batch(batch, in: database)
    }
    var changed: [Changed] = []
    // Those that could not be graded are compared with nothing, but not missing either.
    var compared: Set<[String]> = []
    var count = 0
    var (unknown, ungraded, faults) = ([String](), [String](), [ReportFault]())
    for file in graded.files {
      let report: Report
      do throws(ReportFault) {
        report = try file.report()
      } catch {
        faults.append(error)
        continue
      }
      let reports = report.sections.filter { asked.contains($0.id) && !$0.isMissing }
      let name = "\(file.student) \(file.attempt)".trimmed
      ungraded += reports.filter { $0.state == .notGraded }.map { "\(name) \($0.id)" }
      try read { database in
        var found: Set<String> = []
        let sections = try GradedSectionReader(in: database)
        for student in try Student.identifiers(ofReport: file.student, in: database) {
          for attempt in try KnownAttempt.all(of: student, batch: batchID, in: database) {
            let known = try sections.sections(of: attempt.id)
            for report in reports {
              guard let before = known[report.id],
                attempt.holds(before, of: report, named: file.attempt)
              else { continue }
              found.insert(report.id)
              guard compared.insert(["\(attempt.id)", report.id]).inserted,
                var after = GradedSection(report)
              else { continue }
              count += 1
              after.answer = before.answer
              guard before != after else { continue }
              changed.append(
                Changed(
                  attempt: attempt.id, before: before, after: after,
                  cause: RegradeCause.words(from: before, to: after, tests: report.tests)))
            }
          }
        }
        unknown += reports.filter { !found.contains($0.id) && $0.state != .notGraded }
          .map { "\(name) \($0.id)" }
      }
    }
    let missing = try read { database in
      try Self.marks(of: batchID, in: database).filter {
        asked.contains($0.section) && !compared.contains(["\($0.attempt)", $0.section])
      }.map { "\($0.name) \($0.section)" }
    }
    var number: Int64?
    if !changed.isEmpty {
      number = try keep(changed, from: folder, seed: graded.seed, batch: batchID, by: author)
    }
    return RegradeResult(
      regrade: try number.map { try regrade($0, rules: rules, sections: sections) },
      compared: count, missing: missing, unknown: unknown,
      ungraded: ungraded, faults: faults)
  }

  private func keep(
    _ changed: [Changed], from folder: URL, seed: String, batch: Int64, by author: Author
  ) throws -> Int64 {
    try write { database in
      try Self.checkNothingWaits(database)
      try database.execute(
        sql: """
          INSERT INTO regrade (source, batch, seed, proposedAt, proposedBy) VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [folder.relativePath, batch, seed, Instant.text(author.at), author.name])
      let number = database.lastInsertedRowID
      let sections = try GradedSectionReader(in: database)
      for change in changed {
        let now = try sections.sections(of: change.attempt, [change.before.section])
        guard now[change.before.section] == change.before else {
          throw GradebookError("marks were changed meanwhile; compare again")
        }
        try change.after.insert(
          regrade: number, attempt: change.attempt, cause: change.cause, into: database)
      }
      return number
    }
  }

  /// The proposal that is waiting for a decision; nil if there is none.
  public func waitingRegrade(sections: [Section], rules: ClassRules) throws -> Regrade? {
    let number = try read { try Self.waiting($0)?.number }
    return try number.map { try regrade($0, rules: rules, sections: sections) }
  }

  private func regrade(
    _ number: Int64, rules: ClassRules, sections: [Section]
  ) throws -> Regrade {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT regrade.*, batch.name AS batchName, batch.seed AS batchSeed
          FROM regrade JOIN batch ON batch.id = batch WHERE regrade.id = ?
          """, arguments: [number])!
      let moves = try Self.moves(of: number, rules: rules, sections: sections, in: database)
      let proposed =
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM sectionMark WHERE regrade = ?", arguments: [number])
        ?? 0
      return Regrade(
        number: number, source: row["source"], batch: row["batchName"],
        proposedBy: row["proposedBy"], seed: row["seed"], earlierSeed: row["batchSeed"],
        moves: moves, sameMarks: proposed - moves.count)
    }
  }

  /// The marks that a proposal changes, sorted by student and section.
  private static func moves(
    of number: Int64, rules: ClassRules, sections: [Section], in database: Database
  ) throws -> [Regrade.Move] {
    let now = try MarkReader(sections, rules: rules, in: database)
    let then = try MarkReader(sections, rules: rules, regrade: number, in: database)
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT attempt.student, label, new.section AS section_, old.points AS before, new.points AS after,
          new.possible, new.cause
        FROM sectionMark AS new
        JOIN sectionMark AS old
          ON old.regrade = 0 AND old.attempt = new.attempt AND old.section = new.section
        JOIN attempt ON attempt.id = new.attempt JOIN student ON student.id = attempt.student
        WHERE new.regrade = ?
          AND (old.points <> new.points OR old.possible <> new.possible)
        ORDER BY key, number, new.section
        """, arguments: [number])
    let students = Dictionary(
      uniqueKeysWithValues: try Student.all(database, includingFormer: true).map { ($0.id, $0) })
    return try rows.compactMap { row in
      guard let student = students[row["student"]] else { return nil }
      let section: String = row["section_"]
      func mark(_ reader: MarkReader) throws -> Points? {
        try reader.marks(of: student).sections.first { $0.section == section }?.points
      }
      return Regrade.Move(
        student: student.rosterID, attempt: row["label"], section: section, before: row["before"],
        after: row["after"], possible: row["possible"], markBefore: try mark(now),
        markAfter: try mark(then), cause: row["cause"])
    }
  }

  /// Makes the marks of a proposal the ones that count, and logs each one that changes.
  public func accept(_ number: Int64, by author: Author) throws -> Int {
    try decide(number, "accepted", by: author) { database in
      let moves = try Row.fetchAll(
        database,
        sql: """
          SELECT attempt.student AS student, new.section, old.points AS before,
            new.points AS after, new.cause
          FROM sectionMark AS new
          JOIN sectionMark AS old
            ON old.regrade = 0 AND old.attempt = new.attempt AND old.section = new.section
          JOIN attempt ON attempt.id = new.attempt
          WHERE new.regrade = ? AND old.points <> new.points
          """, arguments: [number])
      for move in moves {
        let why = ["regrade \(number)", author.why, move["cause"]].filter { !$0.isEmpty }
        try Change(
          by: Author(author.name, why: why.joined(separator: ": "), at: author.at),
          section: move["section"], .mark, from: "\(move["before"] as Int)",
          to: "\(move["after"] as Int)"
        ).insert(database, studentID: move["student"])
      }
      try database.execute(
        sql: """
          DELETE FROM sectionMark WHERE regrade = 0 AND (attempt, section) IN
            (SELECT attempt, section FROM sectionMark WHERE regrade = ?)
          """, arguments: [number])
      try database.execute(
        sql: "UPDATE sectionMark SET regrade = 0 WHERE regrade = ?", arguments: [number])
      return moves.count
    }
  }

  /// Discards a proposal; the marks are unchanged.
  public func discard(_ number: Int64, by author: Author) throws {
    try decide(number, "discarded", by: author) { database in
      try database.execute(sql: "DELETE FROM sectionMark WHERE regrade = ?", arguments: [number])
    }
  }

  @discardableResult
  private func decide<Value>(
    _ number: Int64, _ outcome: String, by author: Author, _ body: (Database) throws -> Value
  ) throws -> Value {
    try write { database in
      guard let waiting = try Self.waiting(database) else {
        throw GradebookError("no regrade is waiting for a decision")
      }
      guard waiting.number == number else {
        throw GradebookError("regrade \(waiting.number) is waiting for a decision, not \(number)")
      }
      let value = try body(database)
      try database.execute(
        sql: "UPDATE regrade SET endedAt = ?, endedBy = ?, outcome = ? WHERE id = ?",
        arguments: [Instant.text(author.at), author.name, outcome, number])
      return value
    }
  }

  // MARK: What is there

  private static func waiting(_ database: Database) throws -> (number: Int64, by: String)? {
    try Row.fetchOne(database, sql: "SELECT id, proposedBy FROM regrade WHERE outcome IS NULL")
      .map { ($0["id"], $0["proposedBy"]) }
  }

  private static func checkNothingWaits(_ database: Database) throws {
    if let (number, author) = try waiting(database) {
      throw GradebookError(
        "regrade \(number) by \(author) is waiting: run `grade class accept \(number)` or "
          + "`grade class discard \(number)` first")
    }
  }

  private static func batch(_ name: String?, in database: Database) throws -> Int64 {
    let rows = try Row.fetchAll(database, sql: "SELECT id, name FROM batch ORDER BY id")
    let names = rows.map { $0["name"] as String }
    let known = names.joined(separator: ", ")
    guard let name else {
      guard rows.count == 1 else {
        throw GradebookError("say with --of which attempts were graded again; there are \(known)")
      }
      return rows[0]["id"]
    }
    guard let row = rows.first(where: { $0["name"] == name }) else {
      throw GradebookError(
        "the gradebook has no attempts named \(name)\(suggestion(for: name, in: names)); there are "
          + known)
    }
    return row["id"]
  }

  private static func marks(
    of batch: Int64, in database: Database
  ) throws -> [(attempt: Int64, name: String, section: String)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT attempt.id, rosterID, label, sectionMark.section FROM sectionMark
        JOIN attempt ON attempt.id = attempt JOIN student ON student.id = student
        WHERE regrade = 0 AND batch = ? ORDER BY key, number, sectionMark.section
        """, arguments: [batch]
    ).map { ($0[0], "\($0[1] as String) \($0[2] as String)".trimmed, $0[3]) }
  }
}
