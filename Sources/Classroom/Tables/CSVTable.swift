import Course
import Foundation

/// A table of texts, read from a file of comma- or semicolon-separated values.
struct CSVTable {
  /// The file, as errors call it.
  let file: String
  let separator: Character
  /// Whether the file began with a byte-order mark, as spreadsheets like it.
  let hasByteOrderMark: Bool
  let header: [String]
  let rows: [Row]

  struct Row {
    /// The line that the row begins on.
    let line: Int
    let cells: [String]

    /// A cell without white space at its ends; empty where the row is too short.
    subscript(column: Int) -> String {
      cells.indices.contains(column) ? cells[column].trimmed : ""
    }
  }

  /// Reads a file; throws a `TableError` that gives its line.
  init(_ url: URL) throws {
    let data: Data
    do {
      data = try Data(contentsOf: url)
    } catch {
      throw TableError(url.relativePath, nil, "cannot be read: \(error.localizedDescription)")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw TableError(url.relativePath, nil, "is not UTF-8; save it as CSV in UTF-8")
    }
    try self.init(text, file: url.relativePath)
  }

  init(_ text: String, file: String) throws {
    self.file = file
    hasByteOrderMark = text.unicodeScalars.first == "\u{FEFF}"
    let scalars = hasByteOrderMark ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
    separator = Self.separator(of: scalars)
    let lines = try Self.parse(scalars, separator: separator, file: file)
    guard let first = lines.first else { throw TableError(file, nil, "is empty") }
    header = first.cells
    rows = Array(lines.dropFirst())
    if let row = rows.first(where: { $0.cells.count > header.count }) {
      throw TableError(
        file, row.line, "the row has \(row.cells.count) cells, the header \(header.count)")
    }
  }

  /// The column with one of some names, in any case; nil when there is none.
  func column(_ names: String...) -> Int? {
    header.firstIndex { cell in names.contains { $0.lowercased() == cell.trimmed.lowercased() } }
  }

  /// The column with one of some names; throws when there is none.
  func needed(_ names: String...) throws -> Int {
    let column = header.firstIndex { cell in
      names.contains { $0.lowercased() == cell.trimmed.lowercased() }
    }
    guard let column else {
      throw TableError(
        file, 1, "there is no column `\(names[0])`; there are \(header.joined(separator: ", "))")
    }
    return column
  }

  func error(_ message: String, in row: Row) -> TableError { TableError(file, row.line, message) }

  /// The separator that the first line has more of, outside quotes.
  private static func separator(of text: String.UnicodeScalarView.SubSequence) -> Character {
    var isQuoted = false
    var counts: [Unicode.Scalar: Int] = [:]
    for scalar in text {
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted {
        if scalar == "\n" || scalar == "\r" { break }
        counts[scalar, default: 0] += 1
      }
    }
    return counts[";", default: 0] > counts[",", default: 0] ? ";" : ","
  }

  private static func parse(
    _ text: String.UnicodeScalarView.SubSequence, separator: Character, file: String
  ) throws -> [Row] {
    let separator = separator.unicodeScalars.first!
    var rows: [Row] = []
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var line = 1
    var start = 1
    var wasQuoted = false
    var index = text.startIndex
    func endCell() {
      cells.append(String(cell))
      cell = String.UnicodeScalarView()
      wasQuoted = false
    }
    func endRow() {
      // An empty line is no row.
      if !cells.isEmpty || !cell.isEmpty || wasQuoted {
        endCell()
        rows.append(Row(line: start, cells: cells))
      }
      cells = []
      start = line
    }
    while index < text.endIndex {
      let scalar = text[index]
      index = text.index(after: index)
      switch scalar {
      case "\"" where cell.isEmpty && !wasQuoted:
        wasQuoted = true
        let opened = line
        while true {
          guard index < text.endIndex else {
            throw TableError(file, opened, "a quoted cell does not end")
          }
          let inside = text[index]
          index = text.index(after: index)
          if inside == "\n" { line += 1 }
          guard inside == "\"" else {
            cell.append(inside)
            continue
          }
          guard index < text.endIndex, text[index] == "\"" else { break }
          cell.append("\"")
          index = text.index(after: index)
        }
      case separator: endCell()
      case "\n":
        line += 1
        endRow()
      case "\r" where index == text.endIndex || text[index] == "\n": break
      default: cell.append(scalar)
      }
    }
    endRow()
    return rows
  }
}

/// A table cannot be used.
public struct TableError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, with the file and, where one is to blame, the line.
  public let description: String

  init(_ file: String, _ line: Int?, _ message: String) {
    description = line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
