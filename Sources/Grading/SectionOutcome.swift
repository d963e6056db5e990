import Answers
import Course

/// What taking an answer through the stages came to.
struct SectionOutcome: Sendable {
  let section: Section
  /// The answer's file and the lesson, as reports show them.
  let file: String
  let lesson: String
  let state: SectionReport.State
  let seconds: Double
  let problems: [SectionReport.Problem]
  /// What was handed in, where it could be read.
  let submission: Submission?
  /// The tests that were run, in order, and their verdicts.
  let tests: [(name: String, judged: Judge.Judged)]
}

extension SectionReport {
  /// What an outcome with the hidden suite earns.
  init(_ outcome: SectionOutcome) {
    self.init(
      outcome.section, file: outcome.file, lesson: outcome.lesson, state: outcome.state,
      seconds: outcome.seconds, problems: outcome.problems,
      unanswered: outcome.submission?.unanswered ?? [:],
      verdicts: Dictionary(uniqueKeysWithValues: outcome.tests.map { ($0.name, $0.judged) }))
  }
}

extension SectionTrial {
  /// What an outcome with the public suite shows.
  init(_ outcome: SectionOutcome) {
    hasHiddenTests = outcome.section.hasHiddenTests
    isBegun = outcome.submission?.answeredParts.isEmpty != true
    unanswered = outcome.submission.map { UnansweredCall.all(in: $0.file) } ?? []
    id = outcome.section.id
    module = outcome.section.module
    file = outcome.file
    state = outcome.state
    seconds = outcome.seconds
    problems = outcome.problems.map(\.escaped)
    tests = outcome.tests.map { name, judged in
      Test(
        name: name, title: TestName.words(name), verdict: judged.verdict.escaped,
        printed: judged.printed.map(Escaped.text))
    }
  }
}
