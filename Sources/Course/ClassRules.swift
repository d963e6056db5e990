import Foundation

/// What holds for a class: when sections are due, and what being late costs.
///
/// `docs/class.yml` says it, or another file of its form. Marks are kept as they were graded; what
/// follows from these rules is worked out whenever marks are read.
public struct ClassRules: Sendable, Equatable {
  /// Which of a student's attempts at a section counts.
  public enum Attempts: String, CaseIterable, Sendable {
    /// That with the highest mark once lateness is taken off; the earliest of equal ones.
    case best
    /// The newest that answers the section.
    case latest
  }

  /// What being late costs.
  public struct LatePolicy: Sendable, Equatable {
    /// How long after a deadline something still counts as on time.
    public let graceMinutes: Int
    /// The percentage of the mark that each day begun takes off.
    public let penaltyPercent: Int
    /// The percentage that days together take off at most.
    public let capPercent: Int
    /// The number of days after which nothing counts; nil for no such number.
    public let closesAfterDays: Int?
    /// How many late days each student has for nothing, in all.
    public let freeDays: Int

    init(
      graceMinutes: Int = 0, penaltyPercent: Int = 0, capPercent: Int = 100,
      closesAfterDays: Int? = nil, freeDays: Int = 0
    ) {
      self.graceMinutes = graceMinutes
      self.penaltyPercent = penaltyPercent
      self.capPercent = capPercent
      self.closesAfterDays = closesAfterDays
      self.freeDays = freeDays
    }
  }

  /// More time for some students.
  public struct Extension: Sendable, Equatable {
    /// The students' section in the roster; nil for any.
    public let rosterSection: String?
    /// The students' group in the roster; nil for any.
    public let group: String?
    /// The sections of the course that it is for.
    public let sections: Set<String>
    public let time: MoreTime
  }

  /// How much more time there is.
  public enum MoreTime: Sendable, Equatable {
    case days(Int)
    case until(Deadline)
  }

  /// The zone whose clocks and days count.
  public let zone: TimeZone
  /// When each section is due, by its number; a section without has no deadline.
  public let deadlines: [String: Deadline]
  public let late: LatePolicy
  public let attempts: Attempts
  public let extensions: [Extension]

  /// The rules of a class without a file: nothing is due, and the best attempt counts.
  public static let none = ClassRules(
    zone: .gmt, deadlines: [:], late: LatePolicy(), attempts: .best, extensions: [])

  init(
    zone: TimeZone, deadlines: [String: Deadline], late: LatePolicy, attempts: Attempts,
    extensions: [Extension]
  ) {
    self.zone = zone
    self.deadlines = deadlines
    self.late = late
    self.attempts = attempts
    self.extensions = extensions
  }

  /// Reads rules for a course; throws a `CourseError` that gives file and line.
  public init(yaml: String, file: String = Workbook.classFile, course: Course) throws {
    self = try ClassRulesReader(file: file, course: course).read(yaml)
  }

  /// A zone by its IANA name, such as `Europe/Berlin`; nil for what is none.
  public static func zone(named name: String) -> TimeZone? {
    guard name == "UTC" || name.contains("/") else { return nil }
    return TimeZone(identifier: name)
  }
}
