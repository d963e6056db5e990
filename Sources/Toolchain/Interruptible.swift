import Foundation
import Synchronization

/// Runs something that Ctrl-C, SIGTERM and SIGHUP cancel, so that child processes and half-made
/// files are gone before the program ends.
///
/// Throws what the body throws; when it was interrupted, an `Interruption`. A second signal ends
/// the program at once, and so does the first one where the body does not heed it within five
/// seconds.
public func interruptible<Result: Sendable>(
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  // A signal before the sources are there ends the program, which then has nothing to clear away.
  let (registered, registrations) = AsyncStream<Void>.makeStream()
  let task = Task {
    for await _ in registered.prefix(3) {}
    return try await body()
  }
  let received = Mutex<Int32?>(nil)
  // Not the queue whose threads the body may keep busy.
  let queue = DispatchQueue.global(qos: .userInteractive)
  let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    // On Linux the source handles the signal itself; elsewhere it only hears of it.
    #if !os(Linux)
      signal(number, SIG_IGN)
    #endif
    source.setRegistrationHandler { registrations.yield() }
    let end = DispatchWorkItem {
      if source.isCancelled { return }
      FoldersInUse.removeAll()
      signal(number, SIG_DFL)
      kill(getpid(), number)
    }
    source.setEventHandler {
      let isFirst = received.withLock { received in
        defer { received = received ?? number }
        return received == nil
      }
      task.cancel()
      queue.asyncAfter(deadline: .now() + (isFirst ? 5 : 0), execute: end)
    }
    source.resume()
    return source
  }
  defer { for source in sources { source.cancel() } }
  do {
    return try await task.value
  } catch {
    // Whatever a body that is being stopped says of it, the signal is the reason.
    guard let signal = received.withLock({ $0 }) else { throw error }
    FoldersInUse.removeAll()
    throw Interruption(signal: signal)
  }
}

/// A signal ended what was being done.
public struct Interruption: Error, CustomStringConvertible {
  public let signal: Int32

  /// The exit status by which shells know a program that a signal ended: 130 for Ctrl-C.
  public var status: Int32 { 128 + signal }

  public var description: String { "interrupted" }
}
