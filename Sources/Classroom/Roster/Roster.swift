import Foundation

/// The students of a class, from a table that the instructor provides.
public struct Roster: Sendable {
  let students: [Student]
  /// The columns that the table has.
  let columns: Set<Column>

  /// A student of the class.
  struct Student: Sendable, Equatable {
    /// The id that reports are named after.
    let id: String
    let name: String
    let email: String?
    /// The section and the group of the class, if the table has such columns.
    let section: String?
    let group: String?
    /// Further ids and login names of the student.
    let others: [String]
  }

  /// What a column contains.
  enum Column: CaseIterable {
    case id, login, name, firstName, lastName, email, section, group

    /// The headings, in lowercase and with letters only.
    fileprivate var headings: Set<String> {
      switch self {
      case .id:
        [
          "id", "studentid", "sisuserid", "sisid", "sid", "studentnumber", "number", "userid",
          "idnumber", "matriculationnumber", "matrikelnummer", "canvasid",
        ]
      case .login:
        [
          "login", "loginid", "sisloginid", "username", "user", "account", "github",
          "githubusername",
        ]
      case .name: ["name", "student", "fullname", "studentname", "displayname"]
      case .firstName: ["firstname", "givenname", "forename", "vorname"]
      case .lastName: ["lastname", "surname", "familyname", "nachname"]
      case .email: ["email", "emailaddress", "mail", "emailadresse"]
      case .section: ["section", "sections", "classsection", "class"]
      case .group: ["group", "groups", "groupname", "team"]
      }
    }
  }

  /// Reads a roster: a table with a header, which must have a column for ids, names or addresses.
  ///
  /// Throws a `TableError` that gives the file and line.
  public init(_ url: URL) throws(TableError) {
    try self.init(CSVTable(url))
  }

  private init(_ table: CSVTable) throws(TableError) {
    let columns = table.header.map { heading in
      let plain = heading.lowercased().filter(\.isLetter)
      return Column.allCases.first { $0.headings.contains(plain) }
    }
    guard columns.contains(where: { [.id, .login, .name, .lastName, .email].contains($0) }) else {
      throw table.headerError(
        "no column is headed id, name or e-mail; there are: "
          + table.header.joined(separator: ", "))
    }
    var students: [Student] = []
    var lines: [String: Int] = [:]
    for row in table.rows {
      func values(_ column: Column) -> [String] {
        columns.indices.filter { columns[$0] == column && !row[$0].isEmpty }.map { row[$0] }
      }
      // Canvas puts the highest marks on a line of their own.
      guard values(.name).first != "Points Possible" else { continue }
      guard let student = Student(values) else {
        throw table.error("this student has neither id, name nor e-mail", in: row)
      }
      if let earlier = lines[student.id.lowercased()] {
        throw table.error(
          "\(student.id) is on line \(earlier) already; each student is on one line", in: row)
      }
      lines[student.id.lowercased()] = row.line
      students.append(student)
    }
    guard !students.isEmpty else { throw TableError(table.file, nil, "holds no students") }
    self.students = students
    self.columns = Set(columns.compactMap(\.self))
  }
}

extension Roster.Student {
  /// A student with these values in its columns; nil if nothing identifies the student.
  fileprivate init?(_ values: (Roster.Column) -> [String]) {
    let ids = values(.id) + values(.login)
    let parts = values(.firstName) + values(.lastName)
    email = values(.email).first
    let known = values(.name).first ?? (parts.isEmpty ? nil : parts.joined(separator: " "))
    guard let id = ids.first ?? email ?? known else { return nil }
    self.id = id
    name = known ?? id
    section = values(.section).first
    group = values(.group).first
    others = Array(ids.dropFirst())
  }
}
