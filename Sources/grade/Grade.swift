import ArgumentParser
import Console
import Course
import Foundation
import Handouts
import Toolchain

/// The program: its subcommands, of which grading is the one that needs no name.
@main
struct Grade: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Grades answers to the course's exercises.",
    usage: """
      grade [SECTION ...] [--answers PATH] [--format FORMAT] [--output FILE] [--seed N] \
      [--jobs N] [--fresh] [--quiet] [--no-color]
      grade <subcommand>
      """,
    discussion: """
      `grade sections --help` explains the options.

      Exit status: 0 when everything graded earned full marks, 1 when not, 2 when grading was \
      not possible, with the reason on standard error, 130 after Ctrl-C.
      """,
    subcommands: [
      GradeSections.self, TryOut.self, Watch.self, List.self, Hint.self, ResetAnswer.self,
      Show.self, UpdateHandout.self,
      // Not handed out: from here
      ClassCommands.self, Check.self, New.self, MakeRelease.self, MakePackage.self,
      RunGradescope.self, CompileSuites.self,
      // Not handed out: to here
      Doctor.self,
    ],
    defaultSubcommand: GradeSections.self)

  static func main() async {
    do {
      try finishUpdate()
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      finish(error)
    }
  }

  /// Finishes an update of the handout around this folder that was interrupted, so that no command
  /// sees files of two handouts.
  private static func finishUpdate() throws {
    guard let update = HandoutUpdate.interrupted() else { return }
    try update.perform()
    Terminal.complain("An update had been interrupted. It is finished now:\n\(update.text)")
  }

  /// Ends the program: a wrong command line or any other failure is status 2.
  private static func finish(_ error: any Error) -> Never {
    if let code = error as? ExitCode { exit(code) }
    if let stopped = error as? StoppedEarly {
      Terminal.clearLine()
      Terminal.complain("Interrupted. \(stopped.kept)")
      exit(ExitCode(stopped.status))
    }
    let message = error is CocoaError ? "Error: \(errorText(error))" : fullMessage(for: error)
    let text = message.replacing("`grade ", with: "`\(command) ")
    if exitCode(for: error).isSuccess {
      print(text)
      exit(.success)
    }
    FileHandle.standardError.write(Data((text + "\n").utf8))
    exit(.cannotGrade)
  }

  private static func exit(_ code: ExitCode) -> Never {
    Foundation.exit(code.rawValue)
  }
}
