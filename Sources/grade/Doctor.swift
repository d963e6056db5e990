import ArgumentParser
import Course
import Grading

/// `grade doctor`.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is installed, and what is missing and how to get it.")

  func run() async throws {
    let diagnosis = await Diagnosis.make()
    print(diagnosis.text, terminator: "")
    if !diagnosis.canGrade { throw ExitCode.cannotGrade }
  }
}
