import ArgumentParser
import Toolchain

/// Runs something that Ctrl-C and SIGTERM cancel, and says so when they did.
func interruptible<Result: Sendable>(
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  do {
    return try await Toolchain.interruptible(body)
  } catch is CancellationError {
    Terminal.complain("interrupted")
    throw ExitCode.cannotGrade
  }
}
