import Foundation
import GRDB

/// What reading a roster came to.
public struct RosterResult: Sendable, Equatable {
  public let new: Int
  public let known: Int
  /// Those who were in the class before and are not on the roster; their marks are kept.
  public let gone: [String]

  public var text: String {
    "Roster: \(new) new, \(known) known"
      + (gone.isEmpty
        ? "\n" : ", \(gone.count) no longer on it: \(gone.shortened). Their marks are kept\n")
  }
}

extension Gradebook {
  /// Takes the class from a table with the columns `id`, `name`, `e-mail`, `section` and `group`,
  /// of which the first is needed.
  ///
  /// Who is not on it is no longer in the class: exports leave them out. Throws a `TableError`.
  public func readRoster(_ url: URL, by author: Author) throws -> RosterResult {
    let table = try CSVTable(url)
    let id = try table.needed("id")
    let columns = [
      ("name", table.column("name")), ("email", table.column("e-mail", "email")),
      ("section", table.column("section")), ("team", table.column("group")),
    ]
    var seen: Set<String> = []
    for row in table.rows {
      let key = row[id]
      guard !key.isEmpty else { throw table.error("the row has no id", in: row) }
      guard seen.insert(key).inserted else { throw table.error("\(key) is there twice", in: row) }
    }
    return try write { database in
      let before = try Set(Student.all(database).map(\.key))
      var new = 0
      try database.execute(sql: "UPDATE student SET isEnrolled = 0")
      for row in table.rows {
        let key = row[id]
        let student = try Student.identifier(of: key, isEnrolled: true, in: database)
        if student.isNew { new += 1 }
        for case (let column, let place?) in columns {
          try database.cachedStatement(sql: "UPDATE student SET \(column) = ? WHERE id = ?")
            .execute(arguments: [row[place], student.id])
        }
        try database.cachedStatement(sql: "UPDATE student SET isEnrolled = 1 WHERE id = ?")
          .execute(arguments: [student.id])
      }
      let result = RosterResult(
        new: new, known: seen.count - new, gone: before.subtracting(seen).sorted())
      try Change(
        by: author, .roster, from: "\(before.count) students", to: "\(seen.count) students"
      ).insert(database)
      return result
    }
  }

  /// Whether a roster was ever read.
  static func hasRoster(_ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM change WHERE kind = 'roster')") ?? false
  }
}

extension [String] {
  /// The first few, and how many more there are.
  var shortened: String {
    prefix(5).joined(separator: ", ") + (count > 5 ? " and \(count - 5) more" : "")
  }
}
