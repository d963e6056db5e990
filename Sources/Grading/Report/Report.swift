import Answers

/// What grading came to: the one value that every format is written from.
public struct Report: Codable, Sendable, Equatable {
  /// Grows when a key changes its meaning or goes; new keys may come without.
  public static let schemaVersion = 1

  public let schemaVersion: Int
  public let course: String
  /// The seed of the hidden tests' random inputs.
  public let seed: UInt64
  /// The sandbox that the answers ran in, by its name: `Sandbox.name` has them.
  public let sandbox: String
  public let points: Int
  public let possible: Int
  public let sections: [SectionReport]
  /// Whose report it is, where a class was graded.
  public package(set) var student: String?
  /// What was found of the student's answers, where a class was graded.
  public package(set) var handedIn: HandedIn?

  public init(course: String, seed: UInt64, sandbox: String, sections: [SectionReport]) {
    schemaVersion = Self.schemaVersion
    self.course = course
    self.seed = seed
    self.sandbox = sandbox
    self.sections = sections
    points = sections.reduce(0) { $0 + $1.points }
    possible = sections.reduce(0) { $0 + $1.possible }
  }

  /// Whether everything graded earned full marks.
  public var isPerfect: Bool { sections.allSatisfy(\.isComplete) }

  /// Whether some section could not be graded, through no fault of its answer.
  public var hasUngraded: Bool { sections.contains { $0.state == .notGraded } }
}

/// What grading a section came to.
public struct SectionReport: Codable, Sendable, Equatable {
  public enum State: String, Codable, Sendable {
    /// No part is answered; nothing was compiled or run.
    case unanswered
    /// The tests were run.
    case graded
    /// The answer file is not there or cannot be read.
    case unreadable
    /// The answer does something that the section does not allow.
    case refused
    /// The answer does not compile.
    case doesNotCompile
    /// The answer compiles, but not together with the hidden suite.
    case doesNotFit
    /// The section could not be graded, through no fault of the answer.
    case notGraded
  }

  public let id: String
  public let chapter: Int
  public let module: String
  public let title: String
  /// The answer's file, relative to the workbook where it lies inside.
  public package(set) var file: String
  public let lesson: String
  public let state: State
  public let points: Int
  public let possible: Int
  public let seconds: Double
  /// Why the section as a whole earned nothing, when so.
  public let problems: [Problem]
  public let parts: [PartReport]
  /// Set when the section was graded earlier and nothing has changed since: it was not run again.
  public package(set) var unchanged: Unchanged?
  /// What was found of the answer, where a class was graded.
  public package(set) var handedIn: HandedIn?

  /// The run that a report on an unchanged section comes from.
  public struct Unchanged: Codable, Sendable, Equatable {
    /// The seed of its inputs.
    public let seed: UInt64
    /// The sandbox that it ran in.
    public let sandbox: String

    package init(seed: UInt64, sandbox: String) {
      self.seed = seed
      self.sandbox = sandbox
    }
  }

  /// Whether the section earned full marks.
  public var isComplete: Bool { points == possible && state == .graded }

  /// Something that concerns the whole answer.
  public struct Problem: Codable, Sendable, Equatable {
    public let line: Int?
    public let column: Int?
    public let message: String
    /// The line's text.
    public let source: String?

    init(_ message: String, line: Int? = nil, column: Int? = nil, source: String? = nil) {
      self.message = message
      self.line = line
      self.column = column
      self.source = source
    }
  }
}

/// What grading a part came to.
public struct PartReport: Codable, Sendable, Equatable {
  public let name: String
  public let title: String
  public let points: Int
  public let possible: Int
  /// Where `unanswered()` is still called; empty for an answered part.
  public let unanswered: [UnansweredCall]
  public let tests: [TestReport]
  /// The hint for what failed first, when the part was answered and not right.
  public let hint: String?
  /// Which of the part's hints that is, from 1.
  public let hintNumber: Int?
  public let hints: Int
}

/// What grading a hidden test came to.
public struct TestReport: Codable, Sendable, Equatable {
  public let name: String
  /// The test's name in words.
  public let title: String
  public let points: Int
  public let possible: Int
  public let seconds: Double
  public let verdict: Verdict
  /// What the answer printed during the test, shortened where it was long; nil for nothing.
  public let printed: String?
}
