import Course
import GRDB

/// A student of the class.
public struct Student: Sendable, Equatable {
  let id: Int64
  /// The name of the student's submissions and reports: the `id` of the roster.
  public let key: String
  public let name: String
  public let email: String
  public let section: String
  public let team: String
  /// A name that gives nobody away.
  public let anonymous: String
  /// Whether the student is in the class; not so for one who left the roster, or was never on it.
  public let isEnrolled: Bool

  init(_ row: Row) {
    id = row["id"]
    key = row["key"]
    name = row["name"]
    email = row["email"]
    section = row["section"]
    team = row["team"]
    anonymous = row["anonymous"]
    isEnrolled = row["isEnrolled"]
  }

  /// Throws a `GradebookError` for a key that no student has.
  static func find(_ key: String, in database: Database) throws -> Student {
    if let row = try Row.fetchOne(
      database, sql: "SELECT * FROM student WHERE key = ?", arguments: [key])
    {
      return Student(row)
    }
    let keys = try String.fetchAll(database, sql: "SELECT key FROM student")
    throw GradebookError(
      "there is no student \(key) in the gradebook" + suggestion(for: key, in: keys))
  }

  /// The student's number in the tables, of one who is put there if need be.
  static func identifier(
    of key: String, isEnrolled: Bool, in database: Database
  ) throws -> (id: Int64, isNew: Bool) {
    let find = try database.cachedStatement(sql: "SELECT id FROM student WHERE key = ?")
    if let id = try Int64.fetchOne(find, arguments: [key]) { return (id, false) }
    let insert = try database.cachedStatement(
      sql: "INSERT INTO student (key, anonymous, isEnrolled) VALUES (?, ?, ?)")
    try insert.execute(arguments: [key, try freeName(in: database), isEnrolled])
    return (database.lastInsertedRowID, true)
  }

  /// A name without a meaning: letters and digits that are not taken for one another.
  private static func freeName(in database: Database) throws -> String {
    let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    let find = try database.cachedStatement(sql: "SELECT 1 FROM student WHERE anonymous = ?")
    while true {
      let name = String((0..<8).map { _ in letters.randomElement()! })
      if try Int.fetchOne(find, arguments: [name]) == nil { return name }
    }
  }
}

extension Gradebook {
  /// Everyone in the class, by key; with `all` those as well who left it.
  public func students(all: Bool = false) throws -> [Student] {
    try read { try Student.all($0, includingFormer: all) }
  }
}

extension Student {
  static func all(_ database: Database, includingFormer: Bool = false) throws -> [Student] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM student WHERE isEnrolled OR ? ORDER BY key",
      arguments: [includingFormer]
    ).map(Student.init)
  }
}
