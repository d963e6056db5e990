import ArgumentParser
import Foundation
import Toolchain

/// The options of every command that builds and runs answers.
struct RunOptions: ParsableArguments {
  @Option(help: "How many answers to grade at a time; changes no mark.")
  var jobs: Int = Processors.count

  @Flag(help: "Grades again what has not changed since it was graded.")
  var fresh = false

  @Flag(help: "Runs the answers unconfined, also where a sandbox would work.")
  var noSandbox = false

  @Flag(name: .shortAndLong, help: "Prints no report and no progress; the exit status says it all.")
  var quiet = false

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be above 0") }
  }
}
