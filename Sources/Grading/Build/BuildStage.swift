import Course
import Foundation
import Toolchain

/// Builds submissions and says in a learner's words why when it cannot.
struct BuildStage: Sendable {
  let workbook: Workbook
  let equipment: Equipment
  var safeguards = Safeguards.all

  enum Outcome: Sendable {
    case built(Judge)
    /// The log is for authors: it may quote the hidden suite.
    case failed(SectionReport.State, [SectionReport.Problem], log: String)
  }

  /// The most compiler errors that a report shows: later ones mostly follow from the first.
  private static let errorLimit = 5

  /// Builds submissions, each in a workspace of its own; `runs` is how many times each suite is to
  /// be run.
  ///
  /// Throws what makes building impossible here for all of them.
  func build(_ submissions: [Submission], runs: Int = 1) async throws -> [Outcome] {
    guard !submissions.isEmpty else { return [] }
    let tools = try await equipment.tools
    let builder = SectionBuilder(
      compiler: tools.compiler, linker: tools.linker, workbook: workbook,
      suites: SuiteCompiler(compiler: tools.compiler, provenance: tools.provenance),
      safeguards: safeguards)
    let runner = SuiteRunner(
      toolchain: tools.compiler.toolchain, runner: tools.runner, sandbox: tools.sandbox)
    return zip(submissions, try await builder.build(submissions)).map { submission, outcome in
      switch outcome {
      case .built where submission.file.isMisread && safeguards.contains(.source):
        .failed(.refused, [SectionReport.Problem(Self.misread)], log: "")
      case .built(let suite, let answer, let workspace):
        .built(
          Judge(
            runner: runner, suite: suite, answer: submission.file, compiledAnswer: answer,
            workspace: workspace, limits: submission.section.limits, runs: runs))
      case .answerFails(let result):
        .failed(.doesNotCompile, compilerProblems(result, in: submission.file), log: result.log)
      case .suiteFails(let log):
        .failed(
          .doesNotFit,
          SuiteMisfit(of: submission, solution: workbook.solution(submission.section)).problems,
          log: log)
      case .refused(let messages):
        .failed(.refused, messages.map { SectionReport.Problem($0) }, log: "")
      case .impossible(let reason):
        .failed(.notGraded, [SectionReport.Problem(reason)], log: "")
      }
    }
  }

  /// What the compiler takes and the grader cannot follow might hide anything.
  private static let misread =
    "the grader cannot read this file as the compiler does: write it more plainly, with less "
    + "nested inside each other"

  private func compilerProblems(
    _ result: Compiler.Result, in file: AnswerFile
  ) -> [SectionReport.Problem] {
    if let limit = result.exceeded { return [SectionReport.Problem(limit.description)] }
    guard !result.errors.isEmpty else {
      return [
        SectionReport.Problem(
          "the compiler crashed on this file: write it more plainly, in smaller steps")
      ]
    }
    return result.errors.prefix(Self.errorLimit).map { error in
      let message = Self.inLearnersWords(error.message)
      guard error.file != nil else { return SectionReport.Problem(message) }
      return SectionReport.Problem(
        message, line: error.line, column: error.column,
        source: file.source(ofLine: error.line))
    }
  }

  /// The compiler's message without the name of its group, and without advice to write `unsafe`.
  private static func inLearnersWords(_ message: String) -> String {
    if message.hasSuffix("[#StrictMemorySafety]") {
      return "this uses an unsafe part of Swift, such as a pointer; answers are safe Swift"
    }
    return message.replacing(#/ \[#\w+\]$/#, with: "")
  }
}
