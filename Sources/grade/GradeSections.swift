import Answers
import ArgumentParser
import Console
import Course
import Foundation
import Grading
import Synchronization
import Toolchain

/// `grade [SECTION ...]`.
struct GradeSections: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sections",
    abstract: "Grades sections: what `grade` does when no subcommand is named.")

  @Argument(
    help: "Sections as 2.1 or AffineMaps, chapters as 2; all when none is named.",
    completion: .sections)
  var sections: [String] = []

  @OptionGroup var place: AnswersOption

  @Option(help: "The report's format.")
  var format: ReportFormat = .text

  @Option(help: "Writes the report to a file.", completion: .file())
  var output: OutputFile?

  @Option(help: "The seed of the hidden tests' random inputs; a new one each time by default.")
  var seed: UInt64?

  @OptionGroup var reuse: ReuseOption

  @OptionGroup var options: RunOptions

  @OptionGroup var look: Look

  func validate() throws { try output?.check() }

  func run() async throws {
    do {
      try await grade()
    } catch {
      let isEnd = error is ExitCode || error is StoppedEarly
      if !isEnd, let text = format.text(ofFailure: Toolchain.errorText(error)) {
        try deliver(text)
      }
      throw error
    }
  }

  private func grade() async throws {
    let workbook = try Workbook.find()
    let chosen = try workbook.course.select(typed: sections)
    let answers = try place.answers(to: chosen, of: workbook)
    guard chosen.allSatisfy(\.hasHiddenTests) else {
      return try await tryOut(chosen, answers: answers, of: workbook)
    }
    let grader = Grader(
      workbook: workbook, seed: seed ?? .random(in: 1...9999), jobs: options.jobs,
      reuse: reuse.fresh ? .nothing : seed == nil ? .anySeed : .sameSeed,
      confinement: options.confinement(for: answers, of: workbook))
    let fingerprints = workbook.answerFingerprints(chosen)
    let bar = ProgressBar(total: chosen.count, isShown: !options.quiet)
    defer { bar.clear() }
    let kept = Mutex(0)
    let report = try await stoppingEarly {
      kept.withLock { words(kept: $0, of: chosen.count) }
    } _: {
      try await grader.grade(chosen, answers: answers) { section in
        bar.advance("\(section.id) \(section.module)")
        if section.isRepeatable { kept.withLock { $0 += 1 } }
      }
    }
    bar.clear()
    if place.isExercises {
      workbook.remember(report, of: chosen, answers: fingerprints)
    }
    try write(report, of: workbook)
    for section in report.sections where section.state == .notGraded {
      Terminal.complain(of: section.problems, in: section.id, section.module)
    }
    if report.hasUngraded { throw ExitCode.cannotGrade }
    if !report.isPerfect { throw ExitCode.notPerfect }
  }

  /// What grading is in a handout, which has no hidden tests: the public ones, as `try` runs them.
  private func tryOut(
    _ chosen: [Section], answers: Answers, of workbook: Workbook
  ) async throws {
    let chosen = sections.isEmpty ? answers.begun(of: chosen) : chosen
    guard !chosen.isEmpty || format != .text else {
      try deliver(
        CourseOverview(of: workbook, state: StudentState(of: workbook), style: look.style).start)
      throw ExitCode.notPerfect
    }
    let fingerprints = workbook.answerFingerprints(chosen)
    let run = TrialRun(workbook: workbook, options: options)
    let trial = try await run.run(chosen, answers: answers)
    if place.isExercises { workbook.remember(trial, answers: fingerprints) }
    let style = output == nil ? look.style : TextStyle(command: command)
    try deliver(format.text(of: trial, in: workbook, style: style))
    try run.finish(trial, isGood: trial.isComplete)
  }

  /// What is left of a run that was interrupted.
  private func words(kept: Int, of count: Int) -> String {
    let graded =
      kept == 0
      ? "Nothing was graded yet."
      : "Graded and kept: \(kept) of \(count) sections; the next run continues from there."
    return graded + (output.map { " \($0.path) was not written." } ?? "")
  }

  private func write(_ report: Report, of workbook: Workbook) throws {
    let style = output == nil ? look.style : TextStyle(command: command)
    try deliver(format.text(of: report, in: workbook, style: style))
  }

  private func deliver(_ text: String) throws {
    if let output {
      try output.write(text)
    } else if !options.quiet {
      try Terminal.deliver(text)
    }
  }
}

extension Course {
  /// The sections that are named; a command that is misspelt counts as one of them.
  fileprivate func select(typed names: [String]) throws -> [Section] {
    do {
      return try select(names)
    } catch let error as SelectionError where error.nearest == nil {
      let commands = Grade.configuration.subcommands.map {
        $0.configuration.commandName ?? "\($0)".lowercased()
      }
      guard let command = nearestName(to: error.name, in: commands) else { throw error }
      throw ValidationError(
        "there is no section or command \(error.name) (did you mean \(command)?)")
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}
