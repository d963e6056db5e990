import Answers
import Course
import Foundation
import RunProtocol
import Toolchain

/// Takes sections through the stages: submission, policy, build, run, judge.
struct SectionGrader: Sendable {
  let workbook: Workbook
  let equipment: Equipment
  let seed: UInt64
  let results: ResultCache
  var safeguards = Safeguards.all

  /// A section and the file that answers it.
  struct Answer: Sendable {
    let section: Section
    let file: URL
  }

  /// An answer that is allowed and is to be built and run.
  private struct Candidate {
    let index: Int
    let submission: Submission
    let draft: Draft
  }

  /// Grades answers, whose paths hold no link below a folder; what goes wrong with one costs its
  /// section only.
  ///
  /// They are built together, because one process of the compiler does for all their suites, and
  /// run one after the other. `progress` is told of each section when it is done. Throws a
  /// `CancellationError`.
  func grade(
    _ answers: [Answer], below folder: URL? = nil, progress: (SectionReport) -> Void = { _ in }
  ) async throws -> [SectionReport] {
    var reports: [SectionReport?] = answers.map { _ in nil }
    func finish(_ index: Int, _ report: SectionReport) {
      reports[index] = report
      progress(report)
    }
    var candidates: [Candidate] = []
    for (index, answer) in answers.enumerated() {
      var draft = Draft(answer, below: folder, in: workbook)
      let began = ContinuousClock.now
      let (submission, report) = await examine(answer, draft, below: folder)
      draft.duration = began.duration(to: .now)
      if let report {
        finish(index, report)
      } else if let submission {
        candidates.append(Candidate(index: index, submission: submission, draft: draft))
      }
    }
    let began = ContinuousClock.now
    let outcomes = try await build(candidates.map(\.submission))
    let share = began.duration(to: .now) / max(1, candidates.count)
    for (candidate, outcome) in zip(candidates, outcomes) {
      var draft = candidate.draft
      draft.duration += share
      finish(candidate.index, try await judge(candidate.submission, outcome, draft))
    }
    return reports.compactMap(\.self)
  }

  /// What can be said of an answer without building it: a report, or else the submission.
  private func examine(
    _ answer: Answer, _ draft: Draft, below folder: URL?
  ) async -> (Submission?, SectionReport?) {
    let submission: Submission
    do {
      submission = Submission(
        section: answer.section, file: try AnswerFile(answer.file, below: folder))
    } catch {
      let isDenied = if case SubmissionError.denied = error { true } else { false }
      let problem = SectionReport.Problem(words(for: error))
      return (nil, draft.report(isDenied ? .notGraded : .unreadable, [problem]))
    }
    guard !submission.answeredParts.isEmpty else {
      return (nil, draft.report(.unanswered, submission: submission))
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
      return (nil, draft.report(.refused, problems, submission: submission))
    }
    return (submission, await results.report(on: submission, file: draft.file))
  }

  private func build(_ submissions: [Submission]) async throws -> [BuildStage.Outcome] {
    do {
      return try await BuildStage(
        workbook: workbook, equipment: equipment, safeguards: safeguards
      ).build(submissions)
    } catch let error as CancellationError {
      throw error
    } catch {
      return submissions.map { _ in
        .failed(.notGraded, [SectionReport.Problem(words(for: error))], log: "")
      }
    }
  }

  private func judge(
    _ submission: Submission, _ outcome: BuildStage.Outcome, _ draft: Draft
  ) async throws -> SectionReport {
    let judge: Judge
    switch outcome {
    case .failed(let state, let problems, _):
      return draft.report(state, problems, submission: submission)
    case .built(let built): judge = built
    }
    let items = submission.answeredParts.flatMap(\.tests).map {
      RunOrder.Item(test: $0.name, seed: seed)
    }
    do {
      var draft = draft
      let began = ContinuousClock.now
      let judged = try await judge.judge(items)
      draft.duration += began.duration(to: .now)
      let verdicts = Dictionary(uniqueKeysWithValues: zip(items.map(\.test), judged))
      let report = draft.report(.graded, submission: submission, verdicts: verdicts)
      if safeguards == .all { await results.keep(report, on: submission) }
      return report
    } catch let error as CancellationError {
      throw error
    } catch {
      return draft.report(
        .notGraded, [SectionReport.Problem(words(for: error))], submission: submission)
    }
  }
}

/// What a section's report says whatever becomes of its answer.
private struct Draft {
  let section: Section
  let file: String
  let lesson: String
  /// The time spent on this section.
  var duration = Duration.zero

  /// A file outside the workbook is told from what was handed in on: where that stands on this
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
    file = FailureText.escapedLine(path)
    lesson = workbook.displayPath(workbook.lesson(answer.section))
  }

  func report(
    _ state: SectionReport.State, _ problems: [SectionReport.Problem] = [],
    submission: Submission? = nil, verdicts: [String: Judge.Judged] = [:]
  ) -> SectionReport {
    SectionReport(
      section, file: file, lesson: lesson, state: state, seconds: duration / .seconds(1),
      problems: problems, unanswered: submission?.unanswered ?? [:], verdicts: verdicts)
  }
}

extension SectionReport.Problem {
  init(_ message: String, line: Int? = nil, column: Int? = nil, source: String? = nil) {
    self.message = message
    self.line = line
    self.column = column
    self.source = source
  }
}
