import Foundation

extension MarkExport {
  /// Fills a column of a gradebook that Canvas exported, for Canvas to import.
  ///
  /// Students are matched by Canvas's `ID`, `SIS User ID` and `SIS Login ID`. The result contains
  /// only the columns by which Canvas identifies students and that of the assignment. `assignment`
  /// is its full heading, its title or its number; if nil, the file must have only one. Throws a
  /// `TableError`.
  public func canvas(
    _ file: URL, assignment: String?, scale: Bool = false, separator: Character? = nil
  ) throws -> FilledTable {
    let table = try CSVTable(file)
    let name = try table.needed("Student")
    let identifiers =
      [try table.needed("ID")]
      + [table.column("SIS User ID"), table.column("SIS Login ID")].compactMap(\.self)
    let section = try table.needed("Section")
    let column = try Self.column(assignment, after: section, in: table)
    let pointsRow = table.rows.first { $0[name] == "Points Possible" }
    let scale = try PointScale(
      pointsRow?[column] ?? "", possible: possible, converts: scale, line: pointsRow, in: table)

    var writer = CSVWriter(
      separator: separator ?? table.separator, byteOrderMark: table.hasByteOrderMark)
    let kept = Array(0...section)
    func add(_ row: CSVTable.Row, _ cell: String) { writer.add(kept.map { row[$0] } + [cell]) }
    writer.add(kept.map { table.header[$0] } + [table.header[column]])
    let points = kept.map { $0 == name ? "    Points Possible" : "" }
    writer.add(points + [scale.target.decimals(scale.decimalMark)])

    let students = try StudentMatch(self)
    var filled = FillLog()
    for row in table.rows where !Self.isHeading(row, name: name, identifiers) {
      let names = identifiers.map { row[$0] }
      guard let marks = try students.student(names, in: row, of: table) else {
        filled.strangers.append(row[name])
        continue
      }
      try filled.note(marks, row, in: table)
      guard marks.isExcused || marks.share != nil else { continue }
      add(row, marks.isExcused ? "EX" : marks.share.map(scale.text) ?? "")
    }
    return filled.table(writer.text, column: table.header[column], of: students)
  }

  /// Whether a row is between the header and the students: `Points Possible`, or a note on how
  /// marks are posted, which belongs to no student.
  private static func isHeading(_ row: CSVTable.Row, name: Int, _ identifiers: [Int]) -> Bool {
    row[name] == "Points Possible" || identifiers.allSatisfy { row[$0].isEmpty }
  }

  private static func column(
    _ assignment: String?, after section: Int, in table: CSVTable
  ) throws -> Int {
    let columns = table.header.indices.filter {
      $0 > section && table.header[$0].wholeMatch(of: #/.*\(\d+\)\s*/#) != nil
    }
    let known = columns.map { table.header[$0].trimmed }
    func fail(_ message: String) -> TableError {
      table.headerError("\(message); there are \(known.joined(separator: ", "))")
    }
    guard let assignment else {
      guard columns.count == 1 else {
        throw fail("name the assignment with --assignment: \(columns.count) columns are one")
      }
      return columns[0]
    }
    let found = columns.filter { column in
      let heading = table.header[column].trimmed
      guard let match = heading.wholeMatch(of: #/(.*?)\s*\((\d+)\)/#) else { return false }
      return [heading, String(match.1), String(match.2)].contains(assignment)
    }
    guard found.count == 1 else {
      throw fail("\(found.isEmpty ? "no" : "more than one") assignment is called \(assignment)")
    }
    return found[0]
  }
}

/// A record of what happened while a table was filled in.
struct FillLog {
  var strangers: [String] = []
  private var filled = 0
  private var withoutMark: [String] = []
  private var lines: [String: Int] = [:]

  /// Records whose row it is; throws if the student already has another row.
  mutating func note(_ marks: StudentMatch.Sum, _ row: CSVTable.Row, in table: CSVTable) throws {
    if let line = lines.updateValue(row.line, forKey: marks.id) {
      throw table.error("the row is \(marks.id)'s, and so is line \(line)", in: row)
    }
    if marks.share == nil, !marks.isExcused { withoutMark.append(marks.id) } else { filled += 1 }
  }

  func table(_ text: String, column: String, of students: StudentMatch) -> FilledTable {
    let missing = students.all.filter { $0.share != nil && lines[$0.id] == nil }
    return FilledTable(
      text: text, column: column, filled: filled, withoutMark: withoutMark, strangers: strangers,
      missing: missing.map(\.id))
  }
}
