import ArgumentParser
import Console
import Grading
import Toolchain

// How a command ends.

extension ExitCode {
  /// Something that was graded earned less than full marks.
  static let notPerfect = ExitCode(1)
  /// Grading was not possible.
  static let cannotGrade = ExitCode(2)
}

extension Terminal {
  /// Complains of what kept a section from being graded.
  static func complain(of problems: [SectionReport.Problem], in id: String, _ module: String) {
    for problem in problems { complain("\(id) \(module): \(problem.message)") }
  }
}

/// Runs something that Ctrl-C and SIGTERM cancel; `kept` says then what is left of it.
///
/// Throws what the body throws; when it was interrupted, a `StoppedEarly`.
func stoppingEarly<Result: Sendable>(
  saying kept: () -> String, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  do {
    return try await interruptible(body)
  } catch let interruption as Interruption {
    throw StoppedEarly(status: interruption.status, kept: kept())
  }
}

/// A command was interrupted.
struct StoppedEarly: Error {
  /// The exit status.
  let status: Int32
  /// What is kept of what was done, as a sentence.
  let kept: String
}
