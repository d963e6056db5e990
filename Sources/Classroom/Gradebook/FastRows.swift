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
    let code = sqlite3_bind_int64(handle, 1, number)
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

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))), sql: statement.sql)
  }
}
