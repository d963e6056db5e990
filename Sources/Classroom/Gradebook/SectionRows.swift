import GRDB

/// The rows of a table about an attempt's sections, taken section by section.
struct SectionRows {
  private let rows: FastRows
  private var isAtRow = false

  /// The rows of the marks that count. The first column is the section, followed by `columns`.
  init(_ columns: String, of table: String, order: String, in database: Database) throws {
    rows = try FastRows(
      """
      SELECT section, \(columns) FROM \(table)
      WHERE regrade = 0 AND attempt = ? AND section BETWEEN ? AND ? ORDER BY section, \(order)
      """, [0, "", ""], in: database)
  }

  /// Starts over, with the rows of an attempt; only those from one section to another, which tables
  /// have one after the other, if they are given.
  mutating func restart(
    with attempt: Int64, from first: String = "", through last: String = "\u{10FFFF}"
  ) throws {
    try rows.restart(with: attempt, first, last)
    isAtRow = try rows.next()
  }

  /// Calls `body` on the rows of a section that comes after those asked for so far.
  mutating func forEach(in section: String, _ body: (FastRows) throws -> Void) throws {
    while isAtRow {
      let order = rows.order(0, comparedWith: section)
      if order > 0 { return }
      if order == 0 { try body(rows) }
      isAtRow = try rows.next()
    }
  }

  /// Ends before the last row.
  func stop() { rows.stop() }
}

extension GradedSection.Part {
  /// The columns that the part is read from.
  static let columns = "part, title, points, possible, isAnswered"

  init(_ row: FastRows) {
    self.init(
      name: row.text(1), title: row.text(2), points: row.integer(3), possible: row.integer(4),
      isAnswered: row.integer(5) == 1)
  }
}

extension GradedSection.Failure {
  /// The columns that the failure is read from.
  static let columns = "test, part, title, kind, message"

  init(_ row: FastRows) {
    self.init(
      test: row.text(1), part: row.text(2), title: row.text(3), kind: row.text(4),
      message: row.text(5))
  }
}
