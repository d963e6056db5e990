import Foundation

extension MarkExport {
  /// Fills in the grades of a worksheet from Moodle, and leaves everything else unchanged.
  ///
  /// Students are matched by `Identifier`, whole or its number alone, `ID number`, `Username` and
  /// `Email address`. `Last modified (grade)` is kept, because Moodle uses it to detect whether a
  /// grade has been changed since. Throws a `TableError`.
  public func moodle(_ file: URL, scale converts: Bool = false) throws -> FilledTable {
    let table = try CSVTable(file)
    let identifier = try table.needed("Identifier")
    let grade = try table.needed("Grade")
    let others = [
      table.column("ID number"), table.column("Username"), table.column("Email address"),
    ].compactMap(\.self)
    let (maximum, changes) = (
      table.column("Maximum Grade"), table.column("Grade can be changed")
    )
    var writer = CSVWriter(separator: table.separator, byteOrderMark: table.hasByteOrderMark)
    writer.add(table.header)
    let students = try StudentMatch(self)
    var filled = FillLog()
    // Nearly always there is one for all rows.
    var scales: [String: PointScale] = [:]
    for row in table.rows {
      var cells = table.header.indices.map { row.cells.indices.contains($0) ? row.cells[$0] : "" }
      let number = row[identifier].prefixlessNumber
      let names = [row[identifier], number] + others.map { row[$0] }
      if let marks = try students.student(names, in: row, of: table) {
        try filled.note(marks, row, in: table)
        let isOpen = changes.map { row[$0].lowercased() != "no" } ?? true
        if let share = marks.share {
          guard isOpen else {
            throw table.error("Moodle does not let \(marks.id)'s grade be changed", in: row)
          }
          let maximum = maximum.map { row[$0] } ?? ""
          let scale =
            try scales[maximum]
            ?? PointScale(maximum, possible: possible, converts: converts, line: row, in: table)
          scales[maximum] = scale
          cells[grade] = scale.text(share)
        }
      } else {
        filled.strangers.append(row[identifier])
      }
      writer.add(cells)
    }
    return filled.table(writer.text, column: table.header[grade], of: students)
  }
}

extension String {
  /// The digits at the end: `12345` of `Participant 12345`.
  fileprivate var prefixlessNumber: String {
    String(reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
  }
}
