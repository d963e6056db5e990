import Answers
import ArgumentParser
import Console
import Course
import Foundation
import Grading

/// `grade try [SECTION ...]`.
struct TryOut: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Runs the small public tests of sections, and shows what your answers print.",
    discussion: """
      It builds and runs answers as grading does, with the same rules and limits, and gives no \
      points. What is not answered yet is skipped.

      Exit status: 0 when nothing failed, 1 when something did, 2 when the tests could not be run.
      """)

  @Argument(
    help: "Sections as 2.1 or AffineMaps, chapters as 2; all that have answers when none is named.",
    completion: .sections)
  var sections: [String] = []

  @OptionGroup var place: AnswersOption

  @OptionGroup var options: RunOptions

  @OptionGroup var look: Look

  func run() async throws {
    let workbook = try Workbook.find()
    let named = try workbook.course.select(sections)
    let answers = try place.answers(to: named, of: workbook)
    let chosen = sections.isEmpty ? answers.answered(of: named) : named
    guard !chosen.isEmpty else {
      if !options.quiet { print("Nothing is answered yet: `\(command)` says where to start.") }
      return
    }
    let fingerprints = workbook.answerFingerprints(chosen)
    let run = TrialRun(workbook: workbook, options: options)
    let trial = try await run.run(chosen, answers: answers)
    if !options.quiet { try Terminal.deliver(TrialText(trial, style: look.style).text) }
    if place.isExercises { workbook.remember(trial, answers: fingerprints) }
    try run.finish(trial, isGood: trial.isSound)
  }
}
