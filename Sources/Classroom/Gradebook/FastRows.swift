import GRDB
import GRDBSQLite

/// The rows of a query, read from SQLite itself.
///
/// A page on a class reads some hundred thousand rows. In a debug build, which is the usual one,
/// GRDB's own rows cost some microseconds each.
struct FastRows {
  private let statement: Statement
  private var handle: OpaquePointer { statement.sqliteStatement }

  init(_ statement: Statement, _ arguments: StatementArguments) throws {
    try statement.setArguments(arguments)
    self.statement = statement
    sqlite3_reset(handle)
  }

  /// Goes on to the next row; false after the last one.
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

  /// A text; empty for a value that is missing.
  func text(_ column: Int32) -> String {
    sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
  }
}
