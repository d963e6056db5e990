import Answers
import Foundation

/// What trying answers with their public tests came to.
public struct Trial: Sendable {
  /// The sandbox that the answers ran in: `bubblewrap` or `none`.
  public let sandbox: String
  public let sections: [SectionTrial]

  /// Whether everything was run and nothing failed; what is not answered yet is no failure.
  public var isSound: Bool { sections.allSatisfy(\.isSound) }

  /// Whether everything is answered and no public test failed.
  public var isComplete: Bool { sections.allSatisfy(\.isComplete) }

  /// Whether some section could not be run, through no fault of its answer.
  public var hasFailedToRun: Bool { sections.contains { $0.state == .notGraded } }
}

/// What trying an answer came to.
public struct SectionTrial: Sendable {
  public let id: String
  public let module: String
  /// The answer's file, relative to the workbook where it lies inside.
  public let file: String
  public let state: SectionReport.State
  public let seconds: Double
  /// Why nothing was run, when so.
  public let problems: [SectionReport.Problem]
  public let tests: [Test]
  /// Whether there are hidden tests here, which decide the points; not so in a handout.
  public let hasHiddenTests: Bool
  /// Whether some part is answered, as far as the answer could be read.
  let isBegun: Bool
  /// Where `unanswered()` is still called.
  let unanswered: [UnansweredCall]

  /// What became of a public test.
  public struct Test: Sendable {
    public let name: String
    /// The test's name in words.
    public let title: String
    public let verdict: Verdict
    /// What the answer printed during the test, shortened where it was long; nil for nothing.
    public let printed: String?
  }

  var isSound: Bool {
    state == .graded
      && tests.allSatisfy { [.passed, .unanswered].contains($0.verdict.kind) }
  }

  /// Whether everything is answered and no public test failed.
  public var isComplete: Bool {
    state == .graded && tests.allSatisfy { $0.verdict.kind == .passed } && unanswered.isEmpty
  }

  /// The outcome in words: `4 of 5 public tests pass`.
  var stateInWords: String {
    guard state == .graded else { return state.inWords }
    let passed = tests.count { $0.verdict.kind == .passed }
    return "\(passed) of \(tests.count) public tests pass"
  }
}
