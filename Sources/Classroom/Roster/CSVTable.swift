import Foundation

/// A table of values between commas, semicolons or tabs, as spreadsheets write them.
///
/// It is UTF-8 or UTF-16 with or without a byte-order mark, or else taken for the encoding that
/// Western spreadsheets used before. A quoted field may hold separators, line ends and, doubled,
/// quotation marks.
struct CSVTable: Sendable {
  let header: [String]
  let rows: [Row]

  struct Row: Sendable {
    /// The line it begins on, from 1.
    let line: Int
    let fields: [String]
  }

  /// A table that is damaged.
  struct Fault: Error {
    let line: Int
    let message: String
  }

  init(_ bytes: [UInt8]) throws(Fault) {
    let text = Self.decoded(bytes).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    var reader = Reader(text)
    let rows = try reader.rows()
    header = rows.first?.fields ?? []
    self.rows = Array(rows.dropFirst())
  }

  private static func decoded(_ bytes: [UInt8]) -> String {
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if isWide, let text = String(data: Data(bytes), encoding: .utf16) { return text }
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    return DecodedName.text(isMarked ? Array(bytes.dropFirst(3)) : bytes)
  }

  /// Takes a text apart, scalar by scalar: a letter's accent may follow a quotation mark.
  private struct Reader {
    private let scalars: [Unicode.Scalar]
    private let separator: Unicode.Scalar
    private var index = 0
    private var line = 1

    init(_ text: String) {
      var scalars = Array(text.unicodeScalars)
      // Excel's own way to name the separator.
      if scalars.count > 5, String(String.UnicodeScalarView(scalars[..<4])) == "sep=",
        scalars[5] == "\n"
      {
        separator = scalars[4]
        scalars.removeFirst(6)
        line = 2
      } else {
        separator = Self.separator(of: scalars)
      }
      self.scalars = scalars
    }

    /// Of the separators the one that the first line has most of, outside quotation marks.
    private static func separator(of scalars: [Unicode.Scalar]) -> Unicode.Scalar {
      var counts: [Unicode.Scalar: Int] = [:]
      var isQuoted = false
      for scalar in scalars {
        if scalar == "\n", !isQuoted { break }
        if scalar == "\"" { isQuoted.toggle() }
        if !isQuoted { counts[scalar, default: 0] += 1 }
      }
      let separators: [Unicode.Scalar] = [",", ";", "\t"]
      return separators.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
    }

    /// The rows that are not blank.
    mutating func rows() throws(Fault) -> [Row] {
      var rows: [Row] = []
      while index < scalars.count {
        let row = Row(line: line, fields: try fields())
        if row.fields.contains(where: { !$0.isEmpty }) { rows.append(row) }
      }
      return rows
    }

    private mutating func fields() throws(Fault) -> [String] {
      var fields: [String] = []
      while true {
        fields.append(try field().trimmingCharacters(in: .whitespacesAndNewlines))
        guard index < scalars.count else { return fields }
        index += 1
        if scalars[index - 1] == "\n" {
          line += 1
          return fields
        }
      }
    }

    /// A field, as far as what ends it.
    private mutating func field() throws(Fault) -> String {
      while let scalar = current, scalar == " " { index += 1 }
      var value = String.UnicodeScalarView()
      guard current == "\"" else {
        while let scalar = current, scalar != separator, scalar != "\n" {
          value.append(scalar)
          index += 1
        }
        return String(value)
      }
      let begin = line
      index += 1
      while let scalar = current {
        index += 1
        if scalar == "\n" { line += 1 }
        if scalar == "\"" {
          guard current == "\"" else { return try closed(String(value)) }
          index += 1
        }
        value.append(scalar)
      }
      throw Fault(line: begin, message: "a quotation mark is never closed")
    }

    /// A quoted field, after which only its end may come.
    private mutating func closed(_ value: String) throws(Fault) -> String {
      while let scalar = current, scalar == " " { index += 1 }
      guard let scalar = current, scalar != separator, scalar != "\n" else { return value }
      throw Fault(line: line, message: "there is more behind a closing quotation mark")
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
  }
}
