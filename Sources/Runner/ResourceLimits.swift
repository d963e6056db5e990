import RunProtocol

#if canImport(Glibc)
  import Glibc
#endif

/// Takes from this process, for good, what the order's limits do not grant.
func apply(_ limits: RunOrder.Limits) {
  limit(RLIMIT_CPU, limits.cpuSeconds)
  limit(RLIMIT_AS, limits.addressSpace)
  limit(RLIMIT_FSIZE, limits.fileSize)
  limit(RLIMIT_CORE, 0)
}

/// Sends this process the signal that ends it after some seconds; nil calls the last one off.
func setAlarm(after seconds: Double?) {
  let whole = (seconds ?? 0).rounded(.down)
  let micro = ((seconds ?? 0) - whole) * 1_000_000
  var timer = itimerval()
  timer.it_value = timeval(tv_sec: Int(whole), tv_usec: Int(micro))
  setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
}

private func limit(_ resource: __rlimit_resource, _ value: Int) {
  var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
  setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
}
