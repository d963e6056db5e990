import ArgumentParser
import Console
import Course
import Grading

/// `grade compile-suites`.
struct CompileSuites: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile-suites",
    abstract: "Compiles the hidden tests, which the first grading would do.", shouldDisplay: false)

  func run() async throws {
    let workbook = try Workbook.find()
    let sections = workbook.course.sections
    let failed = try await stoppingEarly {
      "Tests that were compiled are kept."
    } _: {
      try await Grader(workbook: workbook, seed: 1, confinement: .waived).compileSuites(sections)
    }
    guard failed.isEmpty else {
      for section in failed {
        Terminal.complain("the tests of \(section.id) \(section.module) could not be compiled")
      }
      throw ExitCode.cannotGrade
    }
  }
}
