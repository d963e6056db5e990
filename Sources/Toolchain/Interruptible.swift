import Foundation

/// Runs something that Ctrl-C, SIGTERM and SIGHUP cancel, so that child processes and half-made
/// files are gone before the program ends.
///
/// Throws what the body throws; when it was interrupted, a `CancellationError`.
public func interruptible<Result: Sendable>(
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  let task = Task { try await body() }
  let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { task.cancel() }
    source.resume()
    return source
  }
  defer { for source in sources { source.cancel() } }
  return try await task.value
}
