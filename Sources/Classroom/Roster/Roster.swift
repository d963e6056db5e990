import Foundation

/// Who is of a class, as a table says that an instructor brings.
public struct Roster: Sendable {
  let students: [Student]

  /// A student of the class.
  struct Student: Sendable, Equatable {
    /// What reports are named for.
    let id: String
    let name: String
    let email: String?
    /// The section and the group of the class, where the table has such columns.
    let section: String?
    let group: String?
    /// What else the student is known by: further ids and log-in names.
    let others: [String]
  }

  /// What a column holds.
  fileprivate enum Column: CaseIterable {
    case id, login, name, firstName, lastName, email, section, group

    /// The headings, in small letters and without all else.
    var headings: Set<String> {
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

  private static let sizeLimit = 64 << 20

  /// Reads a roster: a table with a line of headings, among them one for ids, names or addresses.
  ///
  /// Throws a `ClassError` that gives file and line.
  public init(_ url: URL) throws {
    let file = url.lastPathComponent
    guard let item = DiskItem(url) else { throw ClassError("there is no roster \(url.path)") }
    let bytes: [UInt8]
    do throws(ItemError) {
      bytes = try item.contents(upTo: Self.sizeLimit)
    } catch {
      throw ClassError("\(file) \(error)")
    }
    guard bytes.count <= Self.sizeLimit else {
      throw ClassError("\(file) is larger than \(Self.sizeLimit >> 20) MiB, which no roster is")
    }
    let table: CSVTable
    do throws(CSVTable.Fault) {
      table = try CSVTable(bytes)
    } catch {
      throw ClassError("\(file):\(error.line): \(error.message)")
    }
    try self.init(table, file: file)
  }

  private init(_ table: CSVTable, file: String) throws {
    let columns = table.header.map { heading in
      let plain = heading.lowercased().filter(\.isLetter)
      return Column.allCases.first { $0.headings.contains(plain) }
    }
    guard columns.contains(where: { [.id, .login, .name, .lastName, .email].contains($0) }) else {
      throw ClassError(
        "\(file):1: no column is headed id, name or e-mail; there are: "
          + table.header.joined(separator: ", "))
    }
    var students: [Student] = []
    var lines: [String: Int] = [:]
    for row in table.rows {
      func values(_ column: Column) -> [String] {
        zip(columns, row.fields).filter { $0 == column && !$1.isEmpty }.map(\.1)
      }
      // Canvas puts the highest marks into a line of their own.
      guard values(.name).first != "Points Possible" else { continue }
      guard let student = Student(values) else {
        throw ClassError("\(file):\(row.line): this student has neither id, name nor e-mail")
      }
      if let earlier = lines[student.id.lowercased()] {
        throw ClassError(
          "\(file):\(row.line): \(student.id) is on line \(earlier) already; each student is on "
            + "one line")
      }
      lines[student.id.lowercased()] = row.line
      students.append(student)
    }
    guard !students.isEmpty else { throw ClassError("\(file) holds no students") }
    self.students = students
  }
}

extension Roster.Student {
  /// A student whose columns hold these values; nil where nothing says who it is.
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
