import Course
import Foundation
import GRDB

extension Gradebook {
  /// Computes the marks of everyone in the class, in key order, and passes them on one student at a
  /// time.
  ///
  /// All marks are from a single snapshot. `includingFormer` adds those who have left the class.
  public func forEachStudent(
    _ sections: [Section], rules: ClassRules, includingFormer: Bool = false,
    _ body: (StudentMarks) throws -> Void
  ) throws {
    try read { database in
      let reader = try MarkReader(sections, rules: rules, in: database)
      for student in try Student.all(database, includingFormer: includingFormer) {
        try body(reader.marks(of: student, in: database))
      }
    }
  }

  /// The marks of one student; throws a `GradebookError` if no student has the key.
  public func marks(
    of key: String, _ sections: [Section], rules: ClassRules
  ) throws -> StudentMarks {
    try read { database in
      try MarkReader(sections, rules: rules, in: database)
        .marks(of: Student.find(key, in: database), in: database)
    }
  }
}

/// Reads the data from which a student's marks are computed.
struct MarkReader {
  /// The ids and the points of the sections that are asked for. A section itself is large to copy,
  /// and its id is put together anew each time.
  private let asked: [(id: String, points: Int)]
  private let places: [String: Int]
  private let rules: MarkRules
  private let overrides: [Int64: [String: Points]]
  private let excuses: [Int64: Set<String>]
  private let extensions: [Int64: [String: ClassRules.MoreTime]]

  /// The sections to read: free days depend on all deadlines, not only those of the requested
  /// sections.
  private let all: [String]

  /// The proposal whose marks are read as if it were accepted; nil for the marks that count.
  private let regrade: Int64?

  init(
    _ sections: [Section], rules: ClassRules, regrade: Int64? = nil, in database: Database
  ) throws {
    asked = sections.map { ($0.id, $0.points) }
    self.regrade = regrade
    self.rules = MarkRules(rules: rules)
    let ids = asked.map(\.id)
    all =
      ids
      + (rules.late.freeDays > 0 ? rules.deadlines.keys.filter { !ids.contains($0) }.sorted() : [])
    places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
    // Decisions by hand are rare, so all of them are read at once.
    overrides = try Dictionary(
      grouping: Row.fetchAll(database, sql: "SELECT * FROM override"), by: { $0["student"] }
    ).mapValues { rows in
      Dictionary(
        uniqueKeysWithValues: rows.map { ($0["section"], Points(hundredths: $0["hundredths"])) })
    }
    excuses = try Dictionary(
      grouping: Row.fetchAll(database, sql: "SELECT * FROM excuse"), by: { $0["student"] }
    ).mapValues { Set($0.map { $0["section"] as String }) }
    extensions = try Dictionary(
      grouping: Row.fetchAll(database, sql: "SELECT * FROM extension"), by: { $0["student"] }
    ).mapValues { rows in
      try Dictionary(uniqueKeysWithValues: rows.map { ($0["section"], try Self.moreTime($0)) })
    }
  }

  private static func moreTime(_ row: Row) throws -> ClassRules.MoreTime {
    if let days: Int = row["days"] { return .days(days) }
    guard let zone = TimeZone(identifier: row["zone"]) else {
      throw GradebookError("this system knows no time zone \(row["zone"] as String)")
    }
    return .until(try Deadline(row["until"], in: zone))
  }

  func marks(of student: Student, in database: Database) throws -> StudentMarks {
    let attempts = try self.attempts(of: student, in: database)
    let choices = all.enumerated().map { place, section in
      (
        section: section,
        choice: rules.choice(section, of: attempts[place], extensions(of: student, section))
      )
    }
    let free = rules.freeDays(choices)
    return StudentMarks(
      student: student,
      sections: zip(asked, choices).map { section, entry in
        mark(
          section.id, of: section.points, entry.choice, freeDays: free[section.id] ?? 0, of: student
        )
      })
  }

  private func mark(
    _ section: String, of points: Int, _ choice: MarkRules.Choice?, freeDays: Int,
    of student: Student
  ) -> SectionMark {
    let attempt = choice?.attempt
    let daysLate = choice?.daysLate ?? 0
    return SectionMark(
      section: section, attempt: attempt?.id, state: attempt?.state, graded: attempt?.points,
      possible: attempt?.possible ?? points, submitted: attempt?.submitted,
      daysLate: daysLate, freeDays: freeDays,
      penalty: rules.penalty(attempt?.points ?? 0, daysLate: daysLate - freeDays),
      override: overrides[student.id]?[section],
      isExcused: excuses[student.id]?.contains(section) ?? false)
  }

  private func extensions(of student: Student, _ section: String) -> MarkRules.Extensions {
    var extensions = MarkRules.Extensions()
    for rule in rules.rules.extensions where rule.sections.contains(section) {
      let fits =
        (rule.rosterSection ?? student.section) == student.section
        && (rule.group ?? student.team) == student.team
      if fits { extensions.add(rule.time) }
    }
    if let own = self.extensions[student.id]?[section] { extensions.add(own) }
    return extensions
  }

  // CROSS fixes the order of the tables: SQLite might otherwise scan everyone's marks first.
  private static let marks = """
    SELECT attempt.id, submittedAt, section, state, points, possible
    FROM attempt CROSS JOIN sectionMark ON regrade = 0 AND attempt = attempt.id
    WHERE student = ? ORDER BY submittedAt, number, attempt.id
    """

  private static let proposed = """
    SELECT attempt.id, submittedAt, old.section, coalesce(new.state, old.state),
      coalesce(new.points, old.points), coalesce(new.possible, old.possible)
    FROM attempt CROSS JOIN sectionMark AS old ON old.regrade = 0 AND old.attempt = attempt.id
    LEFT JOIN sectionMark AS new
      ON new.regrade = ?2 AND new.attempt = old.attempt AND new.section = old.section
    WHERE student = ?1 ORDER BY submittedAt, number, attempt.id
    """

  /// The attempts at each section, in order of submission; those without a time come first, in the
  /// order in which they were imported.
  private func attempts(of student: Student, in database: Database) throws -> [[MarkRules.Attempt]]
  {
    let statement = try database.cachedStatement(sql: regrade == nil ? Self.marks : Self.proposed)
    var attempts = Array(repeating: [MarkRules.Attempt](), count: all.count)
    var last: (id: Int64, submitted: Date?)?
    let rows = try FastRows(statement, regrade.map { [student.id, $0] } ?? [student.id])
    while try rows.next() {
      guard let place = places[rows.text(2)] else { continue }
      let id = Int64(rows.integer(0))
      if last?.id != id { last = (id, Instant.date(rows.text(1))) }
      attempts[place].append(
        MarkRules.Attempt(
          id: id, state: rows.text(3), points: rows.integer(4), possible: rows.integer(5),
          submitted: last?.submitted))
    }
    return attempts
  }
}
