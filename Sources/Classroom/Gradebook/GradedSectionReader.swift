import GRDB

/// Reads the graded sections of attempts that count, one attempt after another.
struct GradedSectionReader {
  private let marks: FastRows
  private let parts: FastRows
  private let failures: FastRows

  /// A reader of all sections, or of those from the first to the last of `sections`.
  init(_ sections: [String]? = nil, in database: Database) throws {
    // Tables are in the order of sections, so that those between two are read at once.
    let ends = sections.map { ($0.min() ?? "", $0.max() ?? "") }
    func rows(_ columns: String, of table: String, order: String) throws -> FastRows {
      try FastRows(
        """
        SELECT section, \(columns) FROM \(table)
        WHERE regrade = 0 AND attempt = ?1 \(ends == nil ? "" : "AND section BETWEEN ?2 AND ?3")
        ORDER BY \(order)
        """, ends.map { [0, $0.0, $0.1] } ?? [0], in: database)
    }
    marks = try rows(
      "answer, state, points, possible, problem", of: "sectionMark", order: "section")
    parts = try rows(
      "part, title, points, possible, isAnswered", of: "partMark", order: "section, place")
    failures = try rows(
      "test, part, title, kind, message", of: "failure", order: "section, test")
  }

  /// The sections of an attempt; only of the `chosen` ones if they are given.
  func sections(
    of attempt: Int64, _ chosen: Set<String>? = nil
  ) throws -> [String: GradedSection] {
    for rows in [marks, parts, failures] { try rows.restart(with: attempt) }
    defer { for rows in [marks, parts, failures] { rows.stop() } }
    var partRuns = try Runs(parts)
    var failureRuns = try Runs(failures)
    var sections: [String: GradedSection] = [:]
    while try marks.next() {
      let section = marks.text(0)
      guard chosen?.contains(section) ?? true else { continue }
      var parts: [GradedSection.Part] = []
      try partRuns.forEach(in: section) { row in
        parts.append(
          GradedSection.Part(
            name: row.text(1), title: row.text(2), points: row.integer(3),
            possible: row.integer(4), isAnswered: row.integer(5) == 1))
      }
      var failures: [GradedSection.Failure] = []
      try failureRuns.forEach(in: section) { row in
        failures.append(
          GradedSection.Failure(
            test: row.text(1), part: row.text(2), title: row.text(3), kind: row.text(4),
            message: row.text(5)))
      }
      sections[section] = GradedSection(
        section: section, answer: marks.text(1), state: marks.text(2), points: marks.integer(3),
        possible: marks.integer(4), problem: marks.text(5), parts: parts, failures: failures)
    }
    return sections
  }

  /// Rows in the order of sections, taken section by section.
  private struct Runs {
    private let rows: FastRows
    /// The section of the current row; nil after the last one.
    private var section: String?

    init(_ rows: FastRows) throws {
      self.rows = rows
      try advance()
    }

    private mutating func advance() throws { section = try rows.next() ? rows.text(0) : nil }

    /// Calls `body` on the rows of a section that comes after those asked for so far.
    mutating func forEach(in wanted: String, _ body: (FastRows) -> Void) throws {
      while let section, section <= wanted {
        if section == wanted { body(rows) }
        try advance()
      }
    }
  }
}
