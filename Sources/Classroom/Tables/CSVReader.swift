/// Parses a table's text, scalar by scalar: a combining accent may follow a quotation mark.
struct CSVReader {
  let separator: Unicode.Scalar
  private let file: String
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var line = 1

  init(_ text: String, file: String) {
    self.file = file
    scalars = Array(text.unicodeScalars)
    // Excel's own way of naming the separator.
    let isNamed =
      scalars.count > 5 && String(String.UnicodeScalarView(scalars[..<4])) == "sep="
      && Self.isLineEnd(scalars[5])
    separator = isNamed ? scalars[4] : Self.separator(of: scalars)
    if isNamed {
      index = 5
      endLine()
    }
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r"
  }

  /// The separator that is most frequent in the first line, outside quotation marks.
  private static func separator(of scalars: [Unicode.Scalar]) -> Unicode.Scalar {
    var counts: [Unicode.Scalar: Int] = [:]
    var isQuoted = false
    for scalar in scalars {
      if isLineEnd(scalar), !isQuoted { break }
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted { counts[scalar, default: 0] += 1 }
    }
    let separators: [Unicode.Scalar] = [",", ";", "\t"]
    return separators.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
  }

  /// The rows that are not blank.
  mutating func rows() throws(TableError) -> [CSVTable.Row] {
    var rows: [CSVTable.Row] = []
    while index < scalars.count {
      let row = CSVTable.Row(line: line, cells: try cells())
      if !row.cells.allSatisfy(\.trimmed.isEmpty) { rows.append(row) }
    }
    return rows
  }

  private mutating func cells() throws(TableError) -> [String] {
    var cells: [String] = []
    while true {
      cells.append(try cell())
      guard let end = current else { return cells }
      if Self.isLineEnd(end) {
        endLine()
        return cells
      }
      index += 1
    }
  }

  /// Reads a cell, up to what ends it.
  private mutating func cell() throws(TableError) -> String {
    let start = index
    while current == " " { index += 1 }
    guard current == "\"" else {
      while let scalar = current, !isEnd(scalar) { index += 1 }
      return String(String.UnicodeScalarView(scalars[start..<index]))
    }
    let begin = line
    var value = String.UnicodeScalarView()
    index += 1
    while let scalar = current {
      if scalar == "\"" {
        index += 1
        guard current == "\"" else { return try closed(String(value)) }
      }
      if Self.isLineEnd(scalar) {
        let end = index
        endLine()
        value.append(contentsOf: scalars[end..<index])
      } else {
        value.append(scalar)
        index += 1
      }
    }
    throw TableError(file, begin, "a quotation mark is never closed")
  }

  /// Finishes a quoted cell, after which only the end of the cell may follow.
  private mutating func closed(_ value: String) throws(TableError) -> String {
    while current == " " { index += 1 }
    guard let scalar = current, !isEnd(scalar) else { return value }
    throw TableError(file, line, "text follows a closing quotation mark")
  }

  private func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == separator || Self.isLineEnd(scalar)
  }

  /// Moves past a line ending of one scalar or two.
  private mutating func endLine() {
    let isCarriageReturn = current == "\r"
    index += 1
    if isCarriageReturn, current == "\n" { index += 1 }
    line += 1
  }

  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
}
