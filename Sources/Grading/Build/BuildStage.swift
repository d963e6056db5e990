import Course
import Foundation
import Toolchain

/// Builds a submission and says in a learner's words why when it cannot.
struct BuildStage: Sendable {
  let workbook: Workbook
  let equipment: Equipment

  enum Outcome: Sendable {
    case built(Judge)
    case failed(SectionReport.State, [SectionReport.Problem])
  }

  /// The most compiler errors that a report shows: later ones mostly follow from the first.
  private static let errorLimit = 5

  func build(_ submission: Submission) async throws -> Outcome {
    let section = submission.section
    let suite = try HiddenSuite(of: section, at: workbook.hiddenSuite(section))
    let workspace = try Workspace()
    let tools = try await equipment.tools
    let builder = SectionBuilder(
      compiler: tools.compiler, linker: tools.linker, support: tools.support)
    switch try await builder.build(submission, with: suite, in: workspace) {
    case .built(let program, let answer):
      return .built(
        Judge(
          runner: SuiteRunner(
            toolchain: tools.compiler.toolchain, support: tools.support, sandbox: tools.sandbox),
          program: program, answer: submission.file, compiledAnswer: answer,
          workspace: workspace, seconds: Double(section.limits.seconds)))
    case .answerFails(let errors, let log):
      return .failed(.doesNotCompile, compilerProblems(errors, log, in: submission.file))
    case .suiteFails(let log):
      return .failed(.doesNotFit, try misfits(submission, log: log))
    case .forbiddenCalls(let names):
      return .failed(
        .refused, names.map { SectionReport.Problem(ForbiddenNameRule.message(for: $0)) })
    }
  }

  private func compilerProblems(
    _ errors: [Diagnostic], _ log: String, in file: AnswerFile
  ) -> [SectionReport.Problem] {
    guard !errors.isEmpty else {
      return [SectionReport.Problem("the compiler gave up: \(log.prefix(400))")]
    }
    return errors.prefix(Self.errorLimit).map { error in
      guard error.file != nil else { return SectionReport.Problem(error.message) }
      return SectionReport.Problem(
        error.message, line: error.line, column: error.column,
        source: file.source(ofLine: error.line))
    }
  }

  /// Which public declarations of an answer are not as the exercise has them.
  private func misfits(_ submission: Submission, log: String) throws -> [SectionReport.Problem] {
    let section = submission.section
    let wanted = section.parts.flatMap(\.declarations) + section.provided
    let answer = Signatures(of: submission.file)
    let missing = wanted.filter { answer[$0] == nil }
    if !missing.isEmpty {
      return missing.map {
        SectionReport.Problem(
          "`\($0)` is missing or not public: its name and labels must stay as in the exercise")
      }
    }
    // Where solutions are not at hand, the names alone can be compared.
    guard let solution = try? AnswerFile(workbook.solution(section)) else {
      return [SectionReport.Problem(Self.misfit)]
    }
    let expected = Signatures(of: solution)
    let changed = wanted.compactMap { name -> SectionReport.Problem? in
      guard let is_ = answer[name], let should = expected[name], is_.text != should.text else {
        return nil
      }
      return SectionReport.Problem(
        "`\(name)` has another signature than the exercise, which asks for `\(should.text)`",
        line: is_.line, column: is_.column, source: submission.file.source(ofLine: is_.line))
    }
    return changed.isEmpty ? [SectionReport.Problem(Self.misfit)] : changed
  }

  private static let misfit =
    "the answer compiles, but the tests do not compile against it: compare its public "
    + "declarations with those of the exercise"
}
