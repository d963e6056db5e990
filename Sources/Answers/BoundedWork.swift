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

/// How much processor time the thread that made it has used, to be read by other threads for as
/// long as it runs.
private struct ThreadClock: Sendable {
  #if canImport(Darwin)
    private let port = pthread_mach_thread_np(pthread_self())

    var seconds: Double {
      var info = thread_basic_info()
      var count = mach_msg_type_number_t(
        MemoryLayout<thread_basic_info>.size / MemoryLayout<integer_t>.size)
      let status = withUnsafeMutablePointer(to: &info) { info in
        info.withMemoryRebound(to: integer_t.self, capacity: Int(count)) {
          thread_info(port, thread_flavor_t(THREAD_BASIC_INFO), $0, &count)
        }
      }
      precondition(status == KERN_SUCCESS, "a running thread has a clock")
      let microseconds = info.user_time.microseconds + info.system_time.microseconds
      return
        Double(info.user_time.seconds + info.system_time.seconds) + Double(microseconds) / 1e6
    }
  #else
    private let clock: clockid_t

    init() {
      var clock = clockid_t()
      let status = unsafe pthread_getcpuclockid(pthread_self(), &clock)
      precondition(status == 0, "every thread has a clock")
      self.clock = clock
    }

    var seconds: Double {
      var time = timespec()
      let status = unsafe clock_gettime(clock, &time)
      precondition(status == 0, "a running thread has a clock")
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  #endif
}
