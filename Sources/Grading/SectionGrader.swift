import Course
import Foundation
import RunProtocol
import Toolchain

/// Takes one section through the stages: submission, policy, build, run, judge.
struct SectionGrader: Sendable {
  let workbook: Workbook
  let equipment: Equipment
  let seed: UInt64
  let results: ResultCache
  var safeguards = Safeguards.all

  /// Grades an answer, whose path holds no link below a folder; what goes wrong here costs this
  /// section only.
  func grade(_ section: Section, answer: URL, below folder: URL? = nil) async throws
    -> SectionReport
  {
    let began = ContinuousClock.now
    let file = FailureText.escaped(workbook.displayPath(answer))
    let lesson = workbook.displayPath(workbook.lesson(section))
    func report(
      _ state: SectionReport.State, _ problems: [SectionReport.Problem] = [],
      submission: Submission? = nil, verdicts: [String: Judge.Judged] = [:]
    ) -> SectionReport {
      SectionReport(
        section, file: file, lesson: lesson, state: state,
        seconds: began.duration(to: .now) / .seconds(1), problems: problems,
        unanswered: submission?.unanswered ?? [:], verdicts: verdicts)
    }

    let submission: Submission
    do {
      submission = Submission(section: section, file: try AnswerFile(answer, below: folder))
    } catch let error as SubmissionError {
      return report(.unreadable, [SectionReport.Problem("\(error)")])
    }
    guard !submission.answeredParts.isEmpty else {
      return report(.unanswered, submission: submission)
    }
    let violations =
      safeguards.contains(.source)
      ? Policy(section: section).violations(in: submission.file) : []
    guard violations.isEmpty else {
      let problems = violations.map { violation in
        SectionReport.Problem(
          violation.message, line: violation.line, column: violation.column,
          source: submission.file.source(ofLine: violation.line))
      }
      return report(.refused, problems, submission: submission)
    }
    if let earlier = await results.report(on: submission, file: file) { return earlier }
    do {
      let stage = BuildStage(
        workbook: workbook, equipment: equipment, safeguards: safeguards)
      switch try await stage.build(submission) {
      case .failed(let state, let problems, _):
        return report(state, problems, submission: submission)
      case .built(let judge):
        let items = submission.answeredParts.flatMap(\.tests).map {
          RunOrder.Item(test: $0.name, seed: seed)
        }
        let judged = try await judge.judge(items)
        let verdicts = Dictionary(uniqueKeysWithValues: zip(items.map(\.test), judged))
        let graded = report(.graded, submission: submission, verdicts: verdicts)
        if safeguards == .all { await results.keep(graded, on: submission) }
        return graded
      }
    } catch let error as CancellationError {
      throw error
    } catch {
      return report(.notGraded, [SectionReport.Problem("\(error)")], submission: submission)
    }
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
