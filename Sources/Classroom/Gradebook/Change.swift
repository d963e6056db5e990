import Foundation
import GRDB

/// An entry in the log: what was changed, by whom and why. The log only grows.
public struct Change: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case `import`
    case mark
    case override
    case excuse
    case `extension`
    case time
    case roster
  }

  /// The time of the change, in UTC.
  public let at: String
  public let who: String
  /// The student whose mark changed; nil for a change that concerns the class.
  public let student: String?
  public let section: String?
  public let kind: Kind
  public let before: String?
  public let after: String?
  public let why: String

  init(
    by author: Author, student: String? = nil, section: String? = nil, _ kind: Kind,
    from before: String? = nil, to after: String? = nil
  ) {
    at = Instant.text(author.at)
    who = author.name
    self.student = student
    self.section = section
    self.kind = kind
    self.before = before
    self.after = after
    why = author.why
  }

  fileprivate init(_ row: Row) {
    at = row["at"]
    who = row["who"]
    student = row["rosterID"]
    section = row["section"]
    kind = Kind(rawValue: row["kind"]) ?? .mark
    before = row["before"]
    after = row["after"]
    why = row["why"]
  }

  func insert(_ database: Database, studentID: Int64? = nil) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO change (at, who, student, section, kind, before, after, why)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [at, who, studentID, section, kind.rawValue, before, after, why])
  }
}

extension Change: CustomStringConvertible {
  /// The change on one line, for a terminal.
  public var description: String {
    let what = [student, section, kind.rawValue].compactMap(\.self)
      .joined(separator: " ")
    let values = before == nil && after == nil ? "" : ": \(before ?? "none") -> \(after ?? "none")"
    return "\(at)  \(who)  \(what)\(values)" + (why.isEmpty ? "" : "  (\(why))")
  }
}

/// Who makes a change, when and why.
public struct Author: Sendable {
  public let name: String
  public let why: String
  let at: Date

  public init(_ name: String, why: String, at: Date = Date()) {
    self.name = name
    self.why = why
    self.at = at
  }
}

extension Gradebook {
  /// The log, oldest entry first; if a key is given, only that student's entries.
  public func changes(of key: String? = nil) throws -> [Change] {
    try read { database in
      let student = try key.map { try Student.find($0, in: database) }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT change.*, rosterID FROM change LEFT JOIN student ON student.id = change.student
          WHERE ?1 IS NULL OR change.student = ?1 ORDER BY change.id
          """, arguments: [student?.id]
      ).map { Change($0) }
    }
  }
}
