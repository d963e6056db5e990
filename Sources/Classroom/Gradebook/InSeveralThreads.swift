import Dispatch
import Synchronization

/// Calls `work` in several threads at once with the thread's number and a function that takes one
/// of the values, each of which is taken once, in order; it returns nil when there are none left.
///
/// After an error no more are taken. It is thrown when all calls have ended.
///
/// `mapConcurrently` is awaited, and has a task for each element. Here each thread has a connection
/// to a database, and the work writes files, which would keep the threads of tasks from others.
func inSeveralThreads<Value: Sendable>(
  _ count: Int, takingFrom values: [Value],
  _ work: @Sendable (_ thread: Int, _ next: @escaping () -> Value?) throws -> Void
) throws {
  let left = Mutex(values[...])
  let failure = Mutex<(any Error)?>(nil)
  DispatchQueue.concurrentPerform(iterations: count) { thread in
    do {
      try work(thread) { left.withLock { $0.popFirst() } }
    } catch {
      left.withLock { $0.removeAll() }
      failure.withLock { $0 = $0 ?? error }
    }
  }
  if let error = failure.withLock({ $0 }) { throw error }
}
