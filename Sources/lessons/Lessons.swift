import ArgumentParser
import Console
import Course
import Documents
import Foundation
import Publishing
import Toolchain

@main
struct Lessons: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read, run and publish the course's lessons with the real output of their code.",
    subcommands: [
      Play.self, Run.self, Package.self, Build.self, Watch.self, List.self, Record.self, Check.self,
    ])

  /// Runs a command; a mistake on the command line ends with status 2, as all trouble does that is
  /// not a lesson's fault.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      Terminal.complain(fullMessage(for: error))
      Foundation.exit(2)
    }
  }
}

/// The sections that a command is about.
struct Selection: ParsableArguments {
  @Argument(help: "Sections such as 2.1 or AffineMaps, or chapters such as 2; all when none.")
  var sections: [String] = []

  /// The workbook around the working directory, and those of the sections that have a lesson.
  func resolve() throws -> (Workbook, [Section]) {
    let workbook = try Workbook.find()
    let chosen = try workbook.course.select(sections)
    let written = Publisher.written(chosen, in: workbook)
    for section in chosen where !sections.isEmpty && !written.contains(section) {
      throw ValidationError(
        "\(section.id) has no lesson yet; it would be "
          + workbook.displayPath(workbook.lesson(section)))
    }
    return (workbook, written)
  }
}

/// How much is done at the same time.
struct Work: ParsableArguments {
  @Option(help: "How many lessons to compile and run at the same time.")
  var jobs = Processors.count

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs must be above 0, not \(jobs)") }
  }
}

extension AsyncParsableCommand {
  /// Does the work: faults of lessons are listed and end with status 1, all other errors with 2,
  /// an interruption with the status that shells give it.
  func reportingFaults(_ work: @escaping @Sendable () async throws -> Void) async throws {
    do {
      try await interruptible(work)
    } catch let interruption as Interruption {
      Terminal.clearLine()
      Terminal.complain("\(interruption)")
      throw ExitCode(interruption.status)
    } catch let faults as LessonFaults {
      Terminal.complain("\(faults)")
      let count = faults.faults.count
      Terminal.complain(count == 1 ? "1 error to fix" : "\(count) errors to fix")
      throw ExitCode(1)
    } catch let exit as ExitCode {
      throw exit
    } catch {
      Terminal.complain("lessons: \(errorText(error))")
      throw ExitCode(2)
    }
  }
}
