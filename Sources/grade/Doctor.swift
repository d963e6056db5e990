import ArgumentParser
import Course
import Grading
import Kindling

/// `grade doctor`.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is installed, and what is missing and how to get it.")

  @OptionGroup var look: Look

  func run() async throws {
    let diagnosis = await Diagnosis.make(products: matrixProductKernels)
    print(diagnosis.text(style: look.style), terminator: "")
    if !diagnosis.canGrade { throw ExitCode.cannotGrade }
  }
}
