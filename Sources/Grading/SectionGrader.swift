import Answers
import Course
import Foundation
import RunProtocol
import Toolchain

/// Takes sections through the stages: submission, policy, build, run, judge.
struct SectionGrader: Sendable {
  let workbook: Workbook
  let tools: GradingTools
  let seed: UInt64
  let results: ResultCache
  var safeguards = Safeguards.all

  /// A section and the file that answers it.
  struct Answer: Sendable {
    let section: Section
    let file: URL
  }

  /// An answer that is allowed, to be built and run.
  private struct Candidate {
    let index: Int
    let submission: Submission
    let soFar: OutcomeSoFar
  }

  /// Grades answers with their hidden suites, whose paths hold no link below a folder; what goes
  /// wrong with one costs its section only.
  ///
  /// `progress` is called for each section when it is done. Throws a `CancellationError`.
  func grade(
    _ answers: [Answer], below folder: URL? = nil, progress: (SectionReport) -> Void = { _ in }
  ) async throws -> [SectionReport] {
    try await run(
      .hidden, answers, below: folder,
      known: { await results.report(on: $0, file: $1.file) },
      report: { outcome in
        let report = SectionReport(outcome)
        if safeguards == .all, outcome.state == .graded, let submission = outcome.submission {
          await results.keep(report, on: submission)
        }
        return report
      }, progress: progress)
  }

  /// Tries answers with their public suites, in all else as `grade` does.
  func tryOut(
    _ answers: [Answer], below folder: URL? = nil, progress: (SectionTrial) -> Void = { _ in }
  ) async throws -> [SectionTrial] {
    try await run(
      .public, answers, below: folder, known: { _, _ in nil }, report: { SectionTrial($0) },
      progress: progress)
  }

  /// Builds answers with their hidden suites, which are kept, and runs nothing: whether each can be
  /// built.
  func buildOnly(_ answers: [Answer]) async throws -> [Bool] {
    let submissions = try answers.map {
      Submission(section: $0.section, file: try AnswerFile($0.file))
    }
    return try await build(submissions, with: .hidden).map { outcome in
      if case .built = outcome { true } else { false }
    }
  }

  /// Takes answers through the stages, with one of their suites each.
  ///
  /// They are built together, because one process of the compiler does for all their suites, and
  /// run one after the other. `known` finds what is known of a submission without building it.
  private func run<Report>(
    _ suite: Suite.Kind, _ answers: [Answer], below folder: URL?,
    known: (Submission, OutcomeSoFar) async -> Report?,
    report: (SectionOutcome) async -> Report, progress: (Report) -> Void
  ) async throws -> [Report] {
    var reports: [Report?] = answers.map { _ in nil }
    func finish(_ index: Int, _ report: Report) {
      reports[index] = report
      progress(report)
    }
    var candidates: [Candidate] = []
    for (index, answer) in answers.enumerated() {
      var soFar = OutcomeSoFar(answer, below: folder, in: workbook)
      let began = ContinuousClock.now
      let examined = examine(answer, soFar, below: folder, for: suite)
      soFar.duration = began.duration(to: .now)
      switch examined {
      case .finished(let outcome): finish(index, await report(outcome))
      case .allowed(let submission):
        if let known = await known(submission, soFar) {
          finish(index, known)
        } else {
          candidates.append(Candidate(index: index, submission: submission, soFar: soFar))
        }
      }
    }
    let began = ContinuousClock.now
    let outcomes = try await build(candidates.map(\.submission), with: suite)
    let share = began.duration(to: .now) / max(1, candidates.count)
    for (candidate, outcome) in zip(candidates, outcomes) {
      var soFar = candidate.soFar
      soFar.duration += share
      let judged = try await judge(candidate.submission, outcome, soFar, with: suite)
      finish(candidate.index, await report(judged))
    }
    return reports.compactMap(\.self)
  }

  /// What can be said of an answer without building it.
  private enum Examined {
    case finished(SectionOutcome)
    case allowed(Submission)
  }

  private func examine(
    _ answer: Answer, _ soFar: OutcomeSoFar, below folder: URL?, for suite: Suite.Kind
  ) -> Examined {
    let submission: Submission
    do {
      submission = Submission(
        section: answer.section, file: try AnswerFile(answer.file, below: folder))
    } catch {
      let isDenied = if case SubmissionError.denied = error { true } else { false }
      let problem = SectionReport.Problem(errorText(error))
      return .finished(soFar.outcome(isDenied ? .notGraded : .unreadable, [problem]))
    }
    // A public suite says of each test what it needs.
    if suite == .hidden, submission.answeredParts.isEmpty {
      return .finished(soFar.outcome(.unanswered, submission: submission))
    }
    let violations =
      safeguards.contains(.source)
      ? Policy(section: answer.section).violations(in: submission.file) : []
    guard violations.isEmpty else {
      let problems = violations.map { violation in
        SectionReport.Problem(
          violation.message, line: violation.line, column: violation.column,
          source: submission.file.source(ofLine: violation.line))
      }
      return .finished(soFar.outcome(.refused, problems, submission: submission))
    }
    return .allowed(submission)
  }

  private func build(
    _ submissions: [Submission], with suite: Suite.Kind
  ) async throws -> [BuildStage.Outcome] {
    do {
      return try await BuildStage(
        workbook: workbook, tools: tools, suite: suite, safeguards: safeguards
      ).build(submissions)
    } catch let error as CancellationError {
      throw error
    } catch {
      return submissions.map { _ in .notGraded(errorText(error)) }
    }
  }

  private func judge(
    _ submission: Submission, _ outcome: BuildStage.Outcome, _ soFar: OutcomeSoFar,
    with suite: Suite.Kind
  ) async throws -> SectionOutcome {
    let judge: Judge
    switch outcome {
    case .failed(let state, let problems, _):
      return soFar.outcome(state, problems, submission: submission)
    case .built(let built): judge = built
    }
    let tests =
      switch suite {
      case .hidden: submission.answeredParts.flatMap(\.tests).map(\.name)
      case .public: judge.suite.tests
      }
    do {
      var soFar = soFar
      let began = ContinuousClock.now
      let judged = try await judge.judge(tests.map { RunOrder.Item(test: $0, seed: seed) })
      soFar.duration += began.duration(to: .now)
      return soFar.outcome(
        .graded, submission: submission, tests: zip(tests, judged).map { ($0, $1) })
    } catch let error as CancellationError {
      throw error
    } catch {
      return soFar.outcome(
        .notGraded, [SectionReport.Problem(errorText(error))], submission: submission)
    }
  }
}

/// What is known of an outcome whatever becomes of the answer.
private struct OutcomeSoFar {
  let section: Section
  let file: String
  let lesson: String
  /// The time spent on this section.
  var duration = Duration.zero

  /// A file outside the workbook is named from what was handed in on: where that is on this
  /// machine is no part of a report.
  init(_ answer: SectionGrader.Answer, below folder: URL?, in workbook: Workbook) {
    section = answer.section
    var path = workbook.displayPath(answer.file)
    if path.hasPrefix("/") {
      let parent = (folder ?? answer.file).deletingLastPathComponent().path
      path =
        answer.file.path.hasPrefix(parent + "/")
        ? String(answer.file.path.dropFirst(parent.count + 1)) : answer.file.lastPathComponent
    }
    file = Escaped.line(path)
    lesson = workbook.displayPath(workbook.lesson(answer.section))
  }

  func outcome(
    _ state: SectionReport.State, _ problems: [SectionReport.Problem] = [],
    submission: Submission? = nil, tests: [(String, Judge.Judged)] = []
  ) -> SectionOutcome {
    SectionOutcome(
      section: section, file: file, lesson: lesson, state: state,
      seconds: duration / .seconds(1), problems: problems, submission: submission, tests: tests)
  }
}
