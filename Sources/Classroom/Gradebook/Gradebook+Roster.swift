import Foundation
import GRDB

/// The result of reading a roster.
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
  /// Updates the class from a roster, the same one that grading matches submissions with.
  ///
  /// Students who are not on it are no longer in the class: exports leave them out.
  public func take(_ roster: Roster, by author: Author) throws -> RosterResult {
    try write { database in
      let before = try Student.all(database)
      let now = Set(roster.students.map { ReportName.of($0.id) })
      var new = 0
      try database.execute(sql: "UPDATE student SET isEnrolled = 0")
      for listed in roster.students {
        let student = try Student.identifier(of: listed.id, isEnrolled: true, in: database)
        if student.isNew { new += 1 }
        // Fields that this roster has no column for keep the values from an earlier one.
        func value(_ text: String?, _ column: Roster.Column) -> String? {
          text ?? (roster.columns.contains(column) ? "" : nil)
        }
        try database.cachedStatement(
          sql: """
            UPDATE student SET isEnrolled = 1, rosterID = ?, name = coalesce(?, name),
              email = coalesce(?, email), section = coalesce(?, section), team = coalesce(?, team)
            WHERE id = ?
            """
        ).execute(arguments: [
          listed.id, value(listed.name == listed.id ? nil : listed.name, .name),
          value(listed.email, .email), value(listed.section, .section),
          value(listed.group, .group), student.id,
        ])
      }
      let result = RosterResult(
        new: new, known: now.count - new,
        gone: before.filter { !now.contains($0.key) }.map(\.rosterID).sorted())
      try Change(
        by: author, .roster, from: "\(before.count) students", to: "\(now.count) students"
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
