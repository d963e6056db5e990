import Course
import GRDB

/// A student of the class.
public struct Student: Sendable, Equatable {
  let id: Int64
  /// The name of the student's reports.
  let key: String
  /// The id by which people and other systems know the student: usually the same as `key`, which
  /// replaces characters that a file's name cannot have.
  public let rosterID: String
  public let name: String
  public let email: String
  public let section: String
  public let team: String
  /// A name that does not identify the student.
  public let anonymous: String
  /// Whether the student is in the class; false for one who has left the roster, or was never on
  /// it.
  public let isEnrolled: Bool

  private init(_ row: FastRows) {
    id = Int64(row.integer(0))
    key = row.text(1)
    rosterID = row.text(2)
    name = row.text(3)
    email = row.text(4)
    section = row.text(5)
    team = row.text(6)
    anonymous = row.text(7)
    isEnrolled = row.integer(8) == 1
  }

  /// The students that a condition holds for.
  private static func all(
    where condition: String, _ arguments: StatementArguments, in database: Database
  ) throws -> [Student] {
    let rows = try FastRows(
      """
      SELECT id, key, rosterID, name, email, section, team, anonymous, isEnrolled FROM student
      WHERE \(condition) ORDER BY key
      """, arguments, in: database)
    var students: [Student] = []
    while try rows.next() { students.append(Student(rows)) }
    return students
  }

  /// The student with an id; throws a `GradebookError` if there is none.
  static func find(_ id: String, in database: Database) throws -> Student {
    if let student = try all(where: "key = ?", [ReportName.of(id)], in: database).first {
      return student
    }
    let ids = try String.fetchAll(database, sql: "SELECT rosterID FROM student")
    throw GradebookError(
      "there is no student \(id) in the gradebook" + suggestion(for: id, in: ids))
  }

  /// The database id of the student with a report's name, or those of the members of the group with
  /// that name.
  static func identifiers(ofReport name: String, in database: Database) throws -> [Int64] {
    let key = try database.cachedStatement(sql: "SELECT id FROM student WHERE key = ?")
    if let id = try Int64.fetchOne(key, arguments: [name]) { return [id] }
    let team = try database.cachedStatement(
      sql: "SELECT id FROM student WHERE team = ? AND isEnrolled")
    return try Int64.fetchAll(team, arguments: [name])
  }

  /// The database id of the student with a roster id, who is added if necessary.
  static func identifier(
    of rosterID: String, isEnrolled: Bool, in database: Database
  ) throws -> (id: Int64, isNew: Bool) {
    let key = ReportName.of(rosterID)
    let find = try database.cachedStatement(sql: "SELECT id FROM student WHERE key = ?")
    if let id = try Int64.fetchOne(find, arguments: [key]) { return (id, false) }
    let insert = try database.cachedStatement(
      sql: "INSERT INTO student (key, rosterID, anonymous, isEnrolled) VALUES (?, ?, ?, ?)")
    try insert.execute(arguments: [key, rosterID, try freeName(in: database), isEnrolled])
    return (database.lastInsertedRowID, true)
  }

  /// An unused name without a meaning, of letters and digits that are not easily confused.
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
  /// Everyone in the class, sorted by key; with `all`, also those who have left it.
  public func students(all: Bool = false) throws -> [Student] {
    try read { try Student.all($0, includingFormer: all) }
  }
}

extension Student {
  static func all(_ database: Database, includingFormer: Bool = false) throws -> [Student] {
    try all(where: "isEnrolled OR ?", [includingFormer], in: database)
  }
}
