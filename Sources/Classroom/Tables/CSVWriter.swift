/// Writes comma- or semicolon-separated values that a spreadsheet shows but never evaluates.
struct CSVWriter {
  let separator: Character
  private(set) var text: String

  /// An empty table; the byte-order mark is for spreadsheets that wrote one.
  init(separator: Character = ",", byteOrderMark: Bool = false) {
    self.separator = separator
    text = byteOrderMark ? "\u{FEFF}" : ""
  }

  /// Adds a row, terminated as RFC 4180 specifies.
  mutating func add(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(separator) }
      add(Self.harmless(cell))
    }
    text += "\r\n"
  }

  private mutating func add(_ cell: String) {
    let needsQuotes = cell.utf8.contains { byte in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        || byte == separator.asciiValue
    }
    // Some readers drop a leading or trailing space that is not quoted.
    guard needsQuotes || cell.utf8.first == 0x20 || cell.utf8.last == 0x20 else {
      text += cell
      return
    }
    text += "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  /// The cell, with an apostrophe in front if a spreadsheet would take it for a formula.
  ///
  /// Numbers keep their signs, and a lone dash is not a formula.
  static func harmless(_ cell: String) -> String {
    guard let first = cell.unicodeScalars.first, beginsFormula(first), cell != "-", !isNumber(cell)
    else { return cell }
    return "'" + cell
  }

  private static func beginsFormula(_ first: Unicode.Scalar) -> Bool {
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
    default: false
    }
  }

  /// Whether a cell is an optional sign and digits, with at most one point or comma among them.
  private static func isNumber(_ cell: String) -> Bool {
    cell.wholeMatch(of: #/[+-]?[0-9]+([.,][0-9]+)?/#) != nil
  }
}
