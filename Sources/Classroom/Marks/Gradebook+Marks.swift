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
        try body(reader.marks(of: student))
      }
    }
  }

  /// The marks of one student; throws a `GradebookError` if no student has the key.
  public func marks(
    of key: String, _ sections: [Section], rules: ClassRules
  ) throws -> StudentMarks {
    try read { database in
      try MarkReader(sections, rules: rules, in: database)
        .marks(of: Student.find(key, in: database))
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

  private let attemptRows: FastRows
  private let markRows: FastRows

  /// A reader of the marks that count; with `regrade`, of those that would if that proposal were
  /// accepted.
  init(
    _ sections: [Section], rules: ClassRules, regrade: Int64? = nil, in database: Database
  ) throws {
    asked = sections.map { ($0.id, $0.points) }
    self.rules = MarkRules(rules: rules)
    let ids = asked.map(\.id)
    all =
      ids
      + (rules.late.freeDays > 0 ? rules.deadlines.keys.filter { !ids.contains($0) }.sorted() : [])
    places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
    attemptRows = try FastRows(
      """
      SELECT id, submittedAt FROM attempt WHERE student = ? ORDER BY submittedAt, number, id
      """, [0], in: database)
    let ends: StatementArguments = [0, all.min() ?? "", all.max() ?? ""]
    markRows =
      if let regrade {
        try FastRows(Self.proposed, ends + [regrade], in: database)
      } else {
        try FastRows(Self.counting, ends, in: database)
      }
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

  func marks(of student: Student) throws -> StudentMarks {
    let attempts = try self.attempts(of: student)
    let own = extensions[student.id] ?? [:]
    let choices = all.enumerated().map { place, section in
      (
        section: section,
        choice: rules.choice(
          section, of: attempts[place], moreTime(for: student, section, own[section]))
      )
    }
    let free = rules.freeDays(choices)
    let byHand = overrides[student.id] ?? [:]
    let excused = excuses[student.id] ?? []
    return StudentMarks(
      student: student,
      sections: zip(asked, choices).map { section, entry in
        mark(
          section.id, of: section.points, entry.choice, freeDays: free[section.id] ?? 0,
          override: byHand[section.id], isExcused: excused.contains(section.id))
      })
  }

  private func mark(
    _ section: String, of points: Int, _ choice: MarkRules.Choice?, freeDays: Int,
    override: Points?, isExcused: Bool
  ) -> SectionMark {
    let attempt = choice?.attempt
    let daysLate = choice?.daysLate ?? 0
    return SectionMark(
      section: section, attempt: attempt?.id, state: attempt?.state,
      problem: attempt?.problem ?? "", graded: attempt?.points,
      possible: attempt?.possible ?? points, submitted: attempt?.submitted,
      daysLate: daysLate, freeDays: freeDays,
      penalty: rules.penalty(attempt?.points ?? 0, daysLate: daysLate - freeDays),
      override: override, isExcused: isExcused)
  }

  private func moreTime(
    for student: Student, _ section: String, _ own: ClassRules.MoreTime?
  ) -> MarkRules.Extensions {
    var extensions = MarkRules.Extensions()
    for rule in rules.rules.extensions where rule.sections.contains(section) {
      let fits =
        (rule.rosterSection ?? student.section) == student.section
        && (rule.group ?? student.team) == student.team
      if fits { extensions.add(rule.time) }
    }
    if let own { extensions.add(own) }
    return extensions
  }

  private static let counting = """
    SELECT section, state, points, possible, problem FROM sectionMark
    WHERE regrade = 0 AND attempt = ?1 AND section BETWEEN ?2 AND ?3 ORDER BY section
    """

  private static let proposed = """
    SELECT old.section, coalesce(new.state, old.state), coalesce(new.points, old.points),
      coalesce(new.possible, old.possible), coalesce(new.problem, old.problem)
    FROM sectionMark AS old LEFT JOIN sectionMark AS new
      ON new.regrade = ?4 AND new.attempt = old.attempt AND new.section = old.section
    WHERE old.regrade = 0 AND old.attempt = ?1 AND old.section BETWEEN ?2 AND ?3
    ORDER BY old.section
    """

  /// The attempts at each section, in order of submission; those without a time come first, in the
  /// order in which they were imported.
  private func attempts(of student: Student) throws -> [[MarkRules.Attempt]] {
    var found: [(id: Int64, submitted: Date?)] = []
    try attemptRows.restart(with: student.id)
    while try attemptRows.next() {
      found.append((Int64(attemptRows.integer(0)), Instant.date(attemptRows.text(1))))
    }
    var sections = Array(repeating: [MarkRules.Attempt](), count: all.count)
    for (id, submitted) in found {
      try markRows.restart(with: id)
      while try markRows.next() {
        guard let place = places[markRows.text(0)] else { continue }
        sections[place].append(
          MarkRules.Attempt(
            id: id, state: markRows.text(1), points: markRows.integer(2),
            possible: markRows.integer(3), problem: markRows.text(4), submitted: submitted))
      }
    }
    return sections
  }
}
