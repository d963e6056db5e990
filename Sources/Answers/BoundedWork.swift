import Foundation
import Synchronization

/// Does work on a thread of its own, whose stack is large, and gives it some seconds of processor
/// time: a busy machine must not refuse what an idle one reads.
///
/// The parser counts the levels of brackets, but not those of `try try ...` or of `() -> () -> ...`
/// in a type; a file that is nothing but such levels fits into this stack, of which only what is
/// used takes memory. For `[[[...` the parser's time doubles with each level. Nil when the work is
/// not done in time: it then goes on until the process ends.
package func boundedWork<Result: Sendable>(
  seconds: Double, _ work: @escaping @Sendable () -> Result
) -> Result? {
  let result = Mutex<Result?>(nil)
  let clock = Mutex<ThreadClock?>(nil)
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    clock.withLock { $0 = ThreadClock() }
    let value = work()
    result.withLock { $0 = value }
    // The thread's clock must not be read after the thread has ended.
    clock.withLock { $0 = nil }
    done.signal()
  }
  thread.stackSize = 1 << 30
  thread.start()
  // No thread uses more processor time than has passed, so there is no need to look more often.
  var left = seconds
  while done.wait(timeout: .now() + left) == .timedOut {
    left = seconds - clock.withLock { $0?.seconds ?? 0 }
    if left <= 0 { return nil }
  }
  return result.withLock { $0 }
}
