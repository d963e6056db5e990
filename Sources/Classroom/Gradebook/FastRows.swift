import GRDB
import GRDBSQLite

/// The rows of a query, read directly from SQLite.
///
/// A page about a class reads about a hundred thousand rows. In a debug build, which is the usual
/// one, GRDB's own rows cost a few microseconds each.
struct FastRows {
  private let statement: Statement
  private var handle: OpaquePointer { statement.sqliteStatement }

  init(_ statement: Statement, _ arguments: StatementArguments) throws {
    try statement.setArguments(arguments)
    self.statement = statement
    sqlite3_reset(handle)
  }

  /// Advances to the next row; returns false after the last one.
  func next() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code:
      let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
      sqlite3_reset(handle)
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    }
  }

  func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  /// The text of a column; empty if the value is missing.
  func text(_ column: Int32) -> String {
    sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
  }
}
