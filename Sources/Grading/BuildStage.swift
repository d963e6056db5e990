import Answers
import Course
import Foundation
import Toolchain

/// Builds submissions and says in a learner's words why when it cannot.
package struct BuildStage: Sendable {
  let workbook: Workbook
  let tools: GradingTools
  /// Which of their sections' suites submissions are built with.
  private let suite: Suite.Kind
  private let safeguards: Safeguards
  /// Whether hidden suites are held to what their authors want to know of.
  private let isForAuthors: Bool

  package init(
    workbook: Workbook, tools: GradingTools, suite: Suite.Kind = .hidden,
    safeguards: Safeguards = .all, isForAuthors: Bool = false
  ) {
    self.workbook = workbook
    self.tools = tools
    self.suite = suite
    self.safeguards = safeguards
    self.isForAuthors = isForAuthors
  }

  package enum Outcome: Sendable {
    /// The judge of what was built, which runs it when it is asked for verdicts.
    case built(Judge)
    /// The log is for authors: it may quote the hidden suite.
    case failed(SectionReport.State, [SectionReport.Problem], log: String)

    static func notGraded(_ reason: String) -> Outcome {
      .failed(.notGraded, [SectionReport.Problem(reason)], log: "")
    }
  }

  /// The most compiler errors that a report shows: later ones mostly follow from the first.
  private static let errorLimit = 5

  /// Builds submissions, each in a workspace of its own; `runs` is how many times each suite is to
  /// be run.
  ///
  /// Throws what makes building impossible here for all of them.
  package func build(_ submissions: [Submission], runs: Int = 1) async throws -> [Outcome] {
    guard !submissions.isEmpty else { return [] }
    let found = try await tools.found
    let builder = SectionBuilder(
      compiler: found.compiler, linker: found.linker, workbook: workbook,
      suites: SuiteCompiler(
        compiler: found.compiler, provenance: found.provenance, findsDataRaces: isForAuthors),
      kind: suite, safeguards: safeguards)
    let runner = SuiteRunner(
      toolchain: found.compiler.toolchain, runner: found.runner, sandbox: found.sandbox)
    var outcomes: [Outcome] = []
    for (submission, outcome) in zip(submissions, try await builder.build(submissions)) {
      if outcome.isFailure, let fault = try await tools.fault {
        outcomes.append(.notGraded(fault))
      } else {
        outcomes.append(explained(outcome, of: submission, runner: runner, runs: runs))
      }
    }
    return outcomes
  }

  private func explained(
    _ outcome: SectionBuilder.Outcome, of submission: Submission, runner: SuiteRunner, runs: Int
  ) -> Outcome {
    switch outcome {
    case .built where submission.file.isMisread && safeguards.contains(.source):
      .failed(.refused, [SectionReport.Problem(Self.misread)], log: "")
    case .built(let suite, let answer, let workspace):
      .built(
        Judge(
          runner: runner, suite: suite, answer: submission.file, compiledAnswer: answer,
          workspace: workspace, limits: submission.section.limits, runs: runs))
    case .answerFails(let result, let answer):
      compilerFailure(result, on: answer, of: submission)
    case .suiteFails(let log):
      .failed(
        .doesNotFit,
        SuiteMisfit(of: submission, solution: workbook.solution(submission.section)).problems,
        log: log)
    case .refused(let messages):
      .failed(.refused, messages.map { SectionReport.Problem($0) }, log: "")
    case .impossible(let reason):
      .notGraded(reason)
    }
  }

  /// What the compiler takes and the grader cannot follow might hide anything.
  private static let misread =
    "the grader cannot read this file as the compiler does: write it more simply, with less "
    + "nesting"

  /// How the compiler's failure on an answer is reported.
  ///
  /// An answer's author cannot fix errors that are elsewhere.
  private func compilerFailure(
    _ result: Compiler.Result, on answer: URL, of submission: Submission
  ) -> Outcome {
    if result.exceeded == .clock { return .notGraded(Compiler.Exceeded.clock.description) }
    let file = submission.file
    let limit = result.exceeded.map { [SectionReport.Problem($0.description)] } ?? []
    let errors = CompilerErrors(result.diagnostics, in: answer.path)
    guard !errors.explained.isEmpty else {
      guard limit.isEmpty else { return .failed(.doesNotCompile, limit, log: result.log) }
      guard let first = result.errors.first else {
        return .failed(.doesNotCompile, [SectionReport.Problem(Self.crashed)], log: result.log)
      }
      return .notGraded(
        "the compiler failed, but not at a place in this answer: \(first.message)")
    }
    let problems = errors.explained.prefix(Self.errorLimit).map {
      SectionReport.Problem(
        $0.message, line: $0.line, column: $0.column, source: file.source(ofLine: $0.line))
    }
    // What it found before it was stopped is often what kept it busy.
    let found = Self.missingImport(in: submission, errors).map { [$0] + problems }
    return .failed(.doesNotCompile, found ?? problems + limit, log: result.log)
  }

  /// A file without the import that its skeleton has knows no name of the library, and the compiler
  /// names each of them.
  private static func missingImport(
    in submission: Submission, _ errors: CompilerErrors
  ) -> SectionReport.Problem? {
    let library = submission.section.library
    guard !submission.file.imports(library), errors.missesNames else { return nil }
    return SectionReport.Problem(
      "`import \(library)` is missing: put it at the top of the file, as in the skeleton")
  }

  private static let crashed =
    "the compiler crashed on this file: write it more simply, in smaller steps"
}

extension SectionBuilder.Outcome {
  /// Whether the compiler failed on the answer or on its suite.
  fileprivate var isFailure: Bool {
    switch self {
    case .answerFails, .suiteFails: true
    case .built, .refused, .impossible: false
    }
  }
}
