import Foundation

/// A table of values separated by commas, semicolons or tabs, as written by spreadsheets.
///
/// It is UTF-8, or UTF-16 with a byte-order mark, or else is taken to be in the older encoding of
/// Western spreadsheets. A quoted cell may contain separators, line endings and doubled
/// quotation marks. Empty rows are left out.
struct CSVTable: Sendable {
  /// The file's name, for errors.
  let file: String
  let separator: Character
  /// Whether the file began with a byte-order mark, as spreadsheets prefer.
  let hasByteOrderMark: Bool
  let header: [String]
  let rows: [Row]
  /// The line of the header.
  private let headerLine: Int

  struct Row: Sendable {
    /// The line that the row begins on, counted from 1.
    let line: Int
    /// The cells, as they are in the file.
    let cells: [String]

    /// A cell without leading and trailing white space, with its letters composed as in the names
    /// of submissions; empty if the row is too short.
    subscript(column: Int) -> String {
      guard cells.indices.contains(column) else { return "" }
      let text = cells[column].trimmed
      // Foundation is slow even for text with nothing to compose.
      return text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }
  }

  private static let sizeLimit = 64 << 20

  /// Reads a file; throws a `TableError` that gives its line.
  init(_ url: URL) throws(TableError) {
    let file = url.lastPathComponent
    guard let item = DiskItem(url) else { throw TableError(file, nil, "is not there") }
    let bytes: [UInt8]
    do throws(ItemError) {
      bytes = try item.contents(upTo: Self.sizeLimit)
    } catch {
      throw TableError(file, nil, error.description)
    }
    guard bytes.count <= Self.sizeLimit else {
      throw TableError(
        file, nil, "is larger than \(Self.sizeLimit >> 20) MiB, too large for a class's table")
    }
    try self.init(bytes, file: file)
  }

  init(_ bytes: [UInt8], file: String) throws(TableError) {
    self.file = file
    let text = Self.decoded(bytes)
    hasByteOrderMark = text.isMarked
    var reader = CSVReader(text.text, file: file)
    separator = Character(reader.separator)
    var rows = try reader.rows()
    guard let first = rows.first else { throw TableError(file, nil, "is empty") }
    rows.removeFirst()
    header = first.cells
    headerLine = first.line
    self.rows = rows
    let count = header.count
    if let row = rows.first(where: { !$0.cells.dropFirst(count).allSatisfy(\.trimmed.isEmpty) }) {
      throw error("the row has \(row.cells.count) cells, the header \(count)", in: row)
    }
  }

  private static func decoded(_ bytes: [UInt8]) -> (text: String, isMarked: Bool) {
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if isWide, let text = String(data: Data(bytes), encoding: .utf16) { return (text, true) }
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    return (DecodedName.decoded(isMarked ? Array(bytes.dropFirst(3)) : bytes), isMarked)
  }

  /// The index of the column with one of the names, ignoring case; nil if there is none.
  func column(_ names: String...) -> Int? { column(names) }

  private func column(_ names: [String]) -> Int? {
    header.firstIndex { cell in names.contains { $0.lowercased() == cell.trimmed.lowercased() } }
  }

  /// The index of the column with one of the names, ignoring case; throws if there is none.
  func needed(_ names: String...) throws(TableError) -> Int {
    guard let column = column(names) else {
      throw headerError(
        "there is no column `\(names[0])`; there are \(header.joined(separator: ", "))")
    }
    return column
  }

  func error(_ message: String, in row: Row) -> TableError { TableError(file, row.line, message) }

  /// An error about the header.
  func headerError(_ message: String) -> TableError { TableError(file, headerLine, message) }
}

/// An error that makes a table unusable.
public struct TableError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, with the file and, if one is to blame, the line.
  public let description: String

  init(_ file: String, _ line: Int?, _ message: String) {
    description = line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}

extension String {
  /// The text without leading and trailing white space.
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
