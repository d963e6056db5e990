import ArgumentParser
import Course
import Foundation
import Grading

/// `grade [SECTION ...]`.
struct GradeSections: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sections",
    abstract: "Grades sections: what `grade` does when no subcommand is named.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "Sections as 2.1 or AffineMaps, chapters as 2; all when none is named.")
  var sections: [String] = []

  @Option(help: "The answers: a folder laid out as Exercises, or one section's file.")
  var answers: String?

  @Option(help: "The report's format.")
  var format: Format = .text

  @Option(help: "The seed of the hidden tests' random inputs; a new one each time by default.")
  var seed: UInt64?

  @Option(help: "How many sections to grade at a time; changes no mark.")
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Grades again what has not changed since it was graded.")
  var fresh = false

  @Option(help: "Writes the report to a file.")
  var output: String?

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be above 0") }
  }

  func run() async throws {
    let workbook = try Workbook.find()
    let chosen = try workbook.course.select(sections)
    let folder = answers ?? workbook.root.appending(path: Workbook.exercises).path
    let answers = try Answers(at: URL(filePath: folder), for: chosen)
    let grader = Grader(
      workbook: workbook, seed: seed ?? .random(in: 1...9999), jobs: jobs,
      reuse: fresh ? .nothing : seed == nil ? .anySeed : .sameSeed)
    let report = try await interruptible { try await grader.grade(chosen, answers: answers) }
    try write(report, of: workbook.course)
    for section in report.sections where section.state == .notGraded {
      for problem in section.problems {
        Terminal.complain("\(section.id) \(section.module): \(problem.message)")
      }
    }
    if report.hasUngraded { throw ExitCode.cannotGrade }
    if !report.isPerfect { throw ExitCode.notPerfect }
  }

  private func write(_ report: Report, of course: Course) throws {
    let text =
      switch format {
      case .json: try report.json()
      case .text:
        TextReport(
          report, of: course,
          style: TextStyle(isColoured: output == nil && Terminal.isColoured, command: command)
        ).text
      }
    if let output {
      try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
    } else {
      print(text, terminator: "")
    }
  }
}
