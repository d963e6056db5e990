import Foundation

/// How much processor time the thread that made it has used, to be read by other threads for as
/// long as it runs.
struct ThreadClock: Sendable {
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
