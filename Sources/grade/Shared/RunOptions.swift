import Answers
import ArgumentParser
import Course
import Foundation
import Grading
import Toolchain

/// The options of every command that builds and runs answers.
struct RunOptions: ParsableArguments {
  @Option(help: "How many answers to grade at a time; changes no mark.")
  var jobs: Int = Processors.count

  @Flag(help: "Runs the answers unconfined, even where a sandbox would work.")
  var noSandbox = false

  @Flag(name: .shortAndLong, help: "Prints no report and no progress; the exit status says it all.")
  var quiet = false

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be above 0") }
  }

  /// Whether some answers must run in a sandbox: those of others must, unless it is waived.
  func confinement(for answers: Answers, of workbook: Workbook) -> Confinement {
    noSandbox ? .waived : answers.belong(to: workbook) ? .preferred : .required
  }
}

/// The option of commands that keep what they found.
struct ReuseOption: ParsableArguments {
  @Flag(help: "Grades again what has not changed since it was graded.")
  var fresh = false
}
