import Foundation
import RunProtocol

#if canImport(Glibc)
  import Glibc
#endif

/// Takes from this process, for good, what the order's limits do not grant.
func apply(_ limits: RunOrder.Limits) {
  // The first limit's signal ends a process by its name; one that ignores it is killed a second on.
  limit(RLIMIT_CPU, limits.cpuSeconds, hard: limits.cpuSeconds + 1)
  limit(RLIMIT_AS, addressSpace() + limits.memory)
  limit(RLIMIT_FSIZE, limits.fileSize)
  limit(RLIMIT_NOFILE, limits.openFiles)
  limit(RLIMIT_CORE, 0)
  if let processes = limits.processes { limit(__RLIMIT_NPROC, processes) }
}

/// The bytes of address space that this process takes up now.
private func addressSpace() -> Int {
  let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
    .split(separator: " ").first.flatMap { Int($0) }
  return (pages ?? 0) * sysconf(Int32(_SC_PAGESIZE))
}

/// Sends this process the signal that ends it after some seconds; nil calls the last one off.
func setAlarm(after seconds: Double?) {
  let whole = (seconds ?? 0).rounded(.down)
  let micro = ((seconds ?? 0) - whole) * 1_000_000
  var timer = itimerval()
  timer.it_value = timeval(tv_sec: Int(whole), tv_usec: Int(micro))
  unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
}

private func limit(_ resource: __rlimit_resource, _ value: Int, hard: Int? = nil) {
  var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(hard ?? value))
  unsafe setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
}
