import Course
import Foundation
import GRDB

/// Decisions by a person about marks: overrides, excuses and extensions, each with a reason.
extension Gradebook {
  /// Sets a mark for a section by hand, instead of the one from grading and lateness; nil removes
  /// it. Returns the entries of the log, as the other decisions do.
  @discardableResult
  public func override(
    _ section: Section, of key: String, to points: Points?, by author: Author
  ) throws -> [Change] {
    if let points, points > Points(section.points) {
      throw GradebookError(
        "\(points) points are more than the \(section.points) of section \(section.id)")
    }
    return try decide(.override, [section], of: key, by: author) { database, student, section in
      let before = try Int.fetchOne(
        database, sql: "SELECT hundredths FROM override WHERE student = ? AND section = ?",
        arguments: [student, section]
      ).map { Points(hundredths: $0).description }
      if points == nil, before == nil {
        throw GradebookError("\(key) has no mark given by hand for section \(section)")
      }
      try Self.remove("override", student, section, in: database)
      if let points {
        try database.execute(
          sql: """
            INSERT INTO override (student, section, hundredths, why, who, at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            student, section, points.hundredths, author.why, author.name, Instant.text(author.at),
          ])
      }
      return (before, points?.description)
    }
  }

  /// Excuses a student from sections, or revokes that.
  @discardableResult
  public func excuse(
    _ sections: [Section], of key: String, isExcused: Bool = true, by author: Author
  ) throws -> [Change] {
    try decide(.excuse, sections, of: key, by: author) { database, student, section in
      let before = try String.fetchOne(
        database, sql: "SELECT 'excused' FROM excuse WHERE student = ? AND section = ?",
        arguments: [student, section])
      if !isExcused, before == nil {
        throw GradebookError("\(key) is not excused from section \(section)")
      }
      try Self.remove("excuse", student, section, in: database)
      if isExcused {
        try database.execute(
          sql: "INSERT INTO excuse (student, section, why, who, at) VALUES (?, ?, ?, ?, ?)",
          arguments: [student, section, author.why, author.name, Instant.text(author.at)])
      }
      return (before, isExcused ? "excused" : nil)
    }
  }

  /// Gives a student more time for sections; nil revokes it.
  @discardableResult
  public func extend(
    _ sections: [Section], of key: String, by time: ClassRules.MoreTime?, author: Author
  ) throws -> [Change] {
    try decide(.extension, sections, of: key, by: author) { database, student, section in
      let before = try Row.fetchOne(
        database, sql: "SELECT * FROM extension WHERE student = ? AND section = ?",
        arguments: [student, section]
      ).map { row in (row["days"] as Int?).map { "\($0) days" } ?? "until \(row["until"] as String)"
      }
      if time == nil, before == nil {
        throw GradebookError("\(key) has no more time for section \(section)")
      }
      try Self.remove("extension", student, section, in: database)
      guard let time else { return (before, nil) }
      let (days, until): (Int?, Deadline?) =
        switch time {
        case .days(let days): (days, nil)
        case .until(let deadline): (nil, deadline)
        }
      try database.execute(
        sql: """
          INSERT INTO extension (student, section, days, until, zone, why, who, at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          student, section, days, until?.text, until?.zone.identifier, author.why, author.name,
          Instant.text(author.at),
        ])
      return (before, days.map { "\($0) days" } ?? until.map { "until \($0.text)" })
    }
  }

  private func decide(
    _ kind: Change.Kind, _ sections: [Section], of key: String, by author: Author,
    _ change: (Database, Int64, String) throws -> (before: String?, after: String?)
  ) throws -> [Change] {
    guard !author.why.trimmed.isEmpty else { throw GradebookError("a reason is needed: --why") }
    return try write { database in
      let student = try Student.find(key, in: database)
      return try sections.map { section in
        let (before, after) = try change(database, student.id, section.id)
        let entry = Change(
          by: author, student: student.rosterID, section: section.id, kind, from: before, to: after)
        try entry.insert(database, studentID: student.id)
        return entry
      }
    }
  }

  private static func remove(
    _ table: String, _ student: Int64, _ section: String, in database: Database
  ) throws {
    try database.execute(
      sql: "DELETE FROM \(table) WHERE student = ? AND section = ?", arguments: [student, section])
  }
}
