import Foundation
import Synchronization

/// Does work on a thread of its own, whose stack is large, and waits for it some seconds.
///
/// The parser counts the levels of brackets, but not those of `try try ...` or of `() -> () -> ...`
/// in a type; a file that is nothing but such levels fits into this stack, of which only what is
/// used takes memory. For `[[[...` the parser's time doubles with each level. Nil when the work is
/// not done in time: it then goes on until the process ends.
package func boundedWork<Result: Sendable>(
  seconds: Int, _ work: @escaping @Sendable () -> Result
) -> Result? {
  let result = Mutex<Result?>(nil)
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    let value = work()
    result.withLock { $0 = value }
    done.signal()
  }
  thread.stackSize = 1 << 30
  thread.start()
  return done.wait(timeout: .now() + .seconds(seconds)) == .success
    ? result.withLock { $0 } : nil
}
