import Dispatch
import Foundation
import Synchronization

/// Calls `body`, which passes on values one after another, and does `work` on them in other
/// threads, in any order.
///
/// Only a few values wait at a time. An error of `work` ends `body` at the next value and is
/// thrown; all work has ended when this returns or throws.
///
/// `mapConcurrently` has all its elements before it begins, and is awaited. Here they come out of a
/// database while it is read, which cannot wait for a task, and ten thousand would fill the memory;
/// and the work writes files, which would keep the threads of tasks from others.
func inSeveralThreads<Value: Sendable>(
  _ work: @escaping @Sendable (Value) throws -> Void,
  of body: (_ pass: (Value) throws -> Void) throws -> Void
) throws {
  // Each batch is a task of its own, large enough that handing it over costs nothing.
  let size = 32
  let group = DispatchGroup()
  let places = DispatchSemaphore(value: ProcessInfo.processInfo.activeProcessorCount + 1)
  let failure = Mutex<(any Error)?>(nil)
  func checkFailure() throws {
    if let error = failure.withLock({ $0 }) { throw error }
  }
  var batch: [Value] = []
  func start() throws {
    try checkFailure()
    places.wait()
    DispatchQueue.global().async(group: group) { [batch] in
      defer { places.signal() }
      do {
        for value in batch { try work(value) }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    batch.removeAll(keepingCapacity: true)
  }
  do {
    defer { group.wait() }
    try body { value in
      batch.append(value)
      if batch.count == size { try start() }
    }
    try start()
  }
  try checkFailure()
}
