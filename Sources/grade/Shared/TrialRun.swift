import Answers
import ArgumentParser
import Console
import Course
import Grading

/// Public tests that are run for a command.
struct TrialRun {
  let workbook: Workbook
  let options: RunOptions

  /// Tries answers, with a bar that says how far that is.
  func run(_ sections: [Section], answers: Answers) async throws -> Trial {
    let grader = Grader(
      workbook: workbook, seed: 1, jobs: options.jobs,
      confinement: options.confinement(for: answers, of: workbook))
    let bar = ProgressBar(total: sections.count, isShown: !options.quiet)
    defer { bar.clear() }
    return try await stoppingEarly {
      "Tried: \(bar.count) of \(sections.count) sections; nothing is kept."
    } _: {
      try await grader.tryOut(sections, answers: answers) { section in
        bar.advance("\(section.id) \(section.module)")
      }
    }
  }

  /// Complains of what could not be run, and throws the exit status of a trial that is not as it
  /// should be.
  func finish(_ trial: Trial, isGood: Bool) throws {
    for section in trial.sections where section.state == .notGraded {
      Terminal.complain(of: section.problems, in: section.id, section.module)
    }
    if trial.hasFailedToRun { throw ExitCode.cannotGrade }
    if !isGood { throw ExitCode.notPerfect }
  }
}
