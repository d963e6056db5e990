import Foundation
import GRDB
import GRDBSQLite

/// The rows of a query, read directly from SQLite.
///
/// A page about a class reads a million rows. In a debug build, which is the usual one, GRDB's own
/// rows cost a few microseconds each, and its arguments dozens for each query.
struct FastRows {
  private let statement: Statement
  private let handle: OpaquePointer

  /// The rows of a query with some arguments.
  ///
  /// Each value prepares the query anew, so that two of them never disturb each other.
  init(_ sql: String, _ arguments: StatementArguments = [], in database: Database) throws {
    statement = try database.makeStatement(sql: sql)
    handle = statement.sqliteStatement
    try statement.setArguments(arguments)
  }

  /// Starts over, with a number as the query's first argument.
  func restart(with number: Int64) throws {
    sqlite3_reset(handle)
    try check(sqlite3_bind_int64(handle, 1, number))
  }

  /// Starts over, with a number and two texts as the query's arguments.
  func restart(with number: Int64, _ first: String, _ second: String) throws {
    try restart(with: number)
    // SQLite copies them.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    try check(sqlite3_bind_text(handle, 2, first, -1, transient))
    try check(sqlite3_bind_text(handle, 3, second, -1, transient))
  }

  private func check(_ code: CInt) throws {
    guard code == SQLITE_OK else { throw error(code) }
  }

  /// Advances to the next row; returns false after the last one.
  func next() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code:
      let error = error(code)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Ends before the last row.
  func stop() { sqlite3_reset(handle) }

  func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  /// The text of a column; empty if the value is missing.
  func text(_ column: Int32) -> String {
    sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
  }

  /// The bytes of a column's text, until the next row; empty if the value is missing.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let text = sqlite3_column_text(handle, column)
    return UnsafeRawBufferPointer(start: text, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// Whether a column's text comes before a given one (negative), is it (0) or comes after it, in
  /// the order of the tables.
  func order(_ column: Int32, comparedWith text: String) -> Int {
    let bytes = bytes(column)
    var text = text
    return text.withUTF8 { text in
      guard let a = bytes.baseAddress, let b = text.baseAddress else {
        return bytes.count - text.count
      }
      let order = memcmp(a, b, min(bytes.count, text.count))
      return order == 0 ? bytes.count - text.count : Int(order)
    }
  }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))), sql: statement.sql)
  }
}
