import Course
import Grading

/// The result of grading a class, with a line for each submission.
public struct ClassSummary: Codable, Sendable, Equatable {
  /// The version, which increases when a key changes its meaning or is removed, but not for new
  /// keys.
  public static let schemaVersion = 1

  public let schemaVersion: Int
  public let course: String
  /// The seed of the hidden tests' random inputs, the same for everyone.
  public let seed: UInt64
  /// The layout that the submissions were read in.
  public let shape: String
  /// The sections that were graded, now or before, such as `2.1`.
  public let sections: [String]
  public let possible: Int
  public let students: [Student]
  /// How many answers of this run's submissions were found, missing, ambiguous and unreadable.
  public let answers: Report.HandedIn
  /// The report files that were moved out of the class, because their students handed in nothing.
  public let movedAside: [String]
  /// The students on the roster who handed in nothing.
  public let withoutSubmission: [String]
  /// The submissions that match no student on the roster; empty without a roster.
  public let notInRoster: [String]

  /// A submission.
  public struct Student: Codable, Sendable, Equatable {
    /// The student's name, according to the roster or, without one, the submission.
    public let name: String
    /// What else the roster says about the student.
    public let id: String?
    public let email: String?
    public let section: String?
    public let group: String?
    public let points: Int
    /// The points of each section, in the order of the summary's sections; empty for a submission
    /// that was left out.
    public let sections: [Int]
    /// The number of attempts with reports.
    public let attempts: Int
    /// The sections to which this submission contains no answer.
    public let missing: [String]
    /// The sections to which it contains several answers that differ.
    public let ambiguous: [String]
    /// The sections whose answers cannot be read.
    public let unreadable: [String]
    /// The state of each section whose answer was found and not run, by its number: why it earned
    /// nothing.
    public let states: [String: SectionReport.State]
    /// Why it, or some of its sections, could not be graded; nil if all went well.
    public let problem: String?
  }

  /// The outcome for a submission.
  struct Graded: Sendable {
    let student: HandIn.Student
    /// The report on its last attempt.
    var latest: Report?
    var standing = Standing(name: "")
    var problem: String?
  }

  /// What a student has earned in all attempts.
  struct Standing: Sendable {
    let name: String
    var student: String?
    var attempts = 0
    /// The points by section number.
    var points: [String: Int] = [:]

    init(name: String) { self.name = name }
  }

  init(
    course: Course, seed: UInt64, intake: Intake, students: [Graded], absent: [Standing],
    movedAside: [String], roster: Roster? = nil, joining: Roster.Joining? = nil
  ) {
    schemaVersion = Self.schemaVersion
    self.course = course.title
    self.seed = seed
    shape = intake.shape.rawValue
    self.movedAside = movedAside
    let standings = students.map(\.standing) + absent
    let graded = Set(
      standings.flatMap(\.points.keys) + students.flatMap { $0.latest?.sections.map(\.id) ?? [] })
    let rows = course.sections.filter { graded.contains($0.id) }
    sections = rows.map(\.id)
    possible = rows.reduce(0) { $0 + $1.points }
    answers = Report.HandedIn(
      students.flatMap { $0.latest?.sections.compactMap(\.handedIn?.answer) ?? [] },
      leftOut: students.flatMap { $0.latest?.handedIn?.leftOut ?? [] })
    let known = Dictionary(
      roster?.students.map { ($0.id, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    let knownByFile = Dictionary(
      known.values.map { (ReportName.of($0.id), $0) }, uniquingKeysWith: { first, _ in first })
    withoutSubmission =
      roster?.students.filter { joining?.present.contains($0.id) == false }
      .map { $0.name == $0.id ? $0.id : "\($0.name) (\($0.id))" } ?? []
    notInRoster = joining?.strangers ?? []
    self.students =
      (students.map { Student($0, known[$0.student.key], sections: rows.map(\.id)) }
      + absent.map { Student($0, knownByFile[$0.name], sections: rows.map(\.id)) }
      + intake.leftOut.map(Student.init)).sorted { $0.name < $1.name }
  }

  /// Whether every submission was graded.
  public var isComplete: Bool { students.allSatisfy { $0.problem == nil } }
}

extension ClassSummary.Student {
  fileprivate init(
    _ graded: ClassSummary.Graded, _ known: Roster.Student?, sections ids: [String]
  ) {
    let latest = graded.latest?.sections ?? []
    func answered(_ answer: SectionReport.HandedIn.Answer) -> [String] {
      latest.filter { $0.handedIn?.answer == answer }.map(\.id)
    }
    name = graded.student.name
    (id, email, section, group) = (known?.id, known?.email, known?.section, known?.group)
    attempts = graded.standing.attempts
    sections =
      graded.problem == nil || attempts > 0 ? ids.map { graded.standing.points[$0] ?? 0 } : []
    points = sections.reduce(0, +)
    missing = answered(.missing)
    ambiguous = answered(.ambiguous)
    unreadable = answered(.unreadable)
    let notRun = latest.filter {
      $0.handedIn?.answer == .found && $0.state != .graded && $0.state != .notGraded
    }
    states = Dictionary(uniqueKeysWithValues: notRun.map { ($0.id, $0.state) })
    let failed = latest.filter { $0.state == .notGraded && $0.handedIn?.answer != .ambiguous }
    let unclear = latest.filter { $0.handedIn?.answer == .ambiguous }.map {
      "\($0.id) (\(($0.handedIn?.files ?? []).joined(separator: ", ")))"
    }
    let problems = [("could not be graded", failed.map(\.id)), ("ambiguous", unclear)]
      .filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
    problem = graded.problem ?? (problems.isEmpty ? nil : problems.joined(separator: "; "))
  }

  fileprivate init(
    _ standing: ClassSummary.Standing, _ known: Roster.Student?, sections ids: [String]
  ) {
    name = known?.name ?? standing.student ?? standing.name
    (id, email, section, group) = (known?.id, known?.email, known?.section, known?.group)
    sections = ids.map { standing.points[$0] ?? 0 }
    points = sections.reduce(0, +)
    attempts = standing.attempts
    (missing, ambiguous, unreadable, states, problem) = ([], [], [], [:], nil)
  }

  fileprivate init(_ leftOut: LeftOut) {
    name = leftOut.name
    (id, email, section, group) = (nil, nil, nil, nil)
    (points, sections, attempts) = (0, [], 0)
    (missing, ambiguous, unreadable, states) = ([], [], [], [:])
    problem = leftOut.reason
  }
}
