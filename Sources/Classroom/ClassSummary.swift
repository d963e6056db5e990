import Grading

/// What grading a class came to: a line for each submission.
public struct ClassSummary: Codable, Sendable, Equatable {
  /// Grows when a key changes its meaning or goes; new keys may come without.
  public static let schemaVersion = 1

  public let schemaVersion: Int
  public let course: String
  /// The seed of the hidden tests' random inputs, the same for everyone.
  public let seed: UInt64
  /// The sections that were graded, as `2.1`.
  public let sections: [String]
  public let possible: Int
  public let students: [Student]

  /// A submission.
  public struct Student: Codable, Sendable, Equatable {
    /// The submission's folder.
    public let name: String
    public let points: Int
    /// The points of each section, in the order of the summary's sections.
    public let sections: [Int]
    /// Why it was not graded, or sections of it were not; nil when all went well.
    public let problem: String?

    init(_ name: String, report: Report) {
      self.name = name
      points = report.points
      sections = report.sections.map(\.points)
      let ungraded = report.sections.filter { $0.state == .notGraded }
      problem =
        ungraded.isEmpty
        ? nil : "could not be graded: \(ungraded.map(\.id).joined(separator: ", "))"
    }

    init(_ name: String, problem: String) {
      self.name = name
      points = 0
      sections = []
      self.problem = problem
    }
  }

  init(course: String, seed: UInt64, sections: [String], possible: Int, students: [Student]) {
    schemaVersion = Self.schemaVersion
    self.course = course
    self.seed = seed
    self.sections = sections
    self.possible = possible
    self.students = students
  }

  /// Whether every submission was graded.
  public var isComplete: Bool { students.allSatisfy { $0.problem == nil } }

  /// A table for a terminal, ending in a line end.
  public var text: String {
    let rows = students.map { student in
      let name = FailureText.escapedLine(student.name)
      return (name: name.count > 40 ? name.prefix(39) + "…" : name, student: student)
    }
    let width = (rows.map(\.name.count).max() ?? 0) + 2
    var lines = rows.map { row in
      let points = "\(row.student.points) / \(possible)"
      return row.name.padded(to: width) + (row.student.problem ?? points)
    }
    let graded = students.count { $0.problem == nil }
    lines += ["", "\(graded) of \(students.count) submissions graded, with seed \(seed)"]
    return lines.joined(separator: "\n") + "\n"
  }
}
