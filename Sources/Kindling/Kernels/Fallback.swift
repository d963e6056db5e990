import CKernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What happens to an operation that has no kernel for the device its tensors are on.
///
/// It can be computed on the processor: the tensors are copied there, and the result is copied
/// back.
public enum Fallback: UInt8, Sendable {
  /// Computes it on the processor, with a line on standard error the first time for each operation.
  case warn = 1
  /// Computes it on the processor.
  case allow
  /// Stops the program.
  case refuse
}

/// Runs `body` with the given fallback for operations without a kernel on this thread, then
/// restores the previous one, even after an error.
///
/// ```swift
/// withFallback(.refuse) { train(model) }  // stops where something would not run on the device
/// ```
@discardableResult
public func withFallback<Result, Failure: Error>(
  _ fallback: Fallback, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try withThreadState(\.fallback, fallback.rawValue, body)
}

extension Fallback {
  /// The value of `KINDLING_FALLBACK`, which is `warn`, `allow` or `refuse`.
  private static let ofProcess: Fallback = {
    guard let value = getenv("KINDLING_FALLBACK").map({ String(cString: $0) }) else { return .warn }
    switch value {
    case "warn": return .warn
    case "allow": return .allow
    case "refuse": return .refuse
    default: fail("KINDLING_FALLBACK", "\(value) is none of warn, allow and refuse")
    }
  }()

  static var current: Fallback {
    Fallback(rawValue: ck_thread().pointee.fallback) ?? ofProcess
  }
}

/// Computes `operation` on the processor for tensors on `home`, and moves the result back.
func fallingBack(
  _ operation: String, _ reason: String, _ home: OpenCLDevice, _ compute: () -> Tensor
) -> Tensor {
  let fallback = Fallback.current
  if fallback == .refuse { fail(operation, "\(home.device) has no kernel for it: \(reason)") }
  if DeviceCounters.shared.fellBack(operation), fallback == .warn {
    let line =
      "Kindling: \(operation) is computed on the processor, not on \(home.device): \(reason) "
      + "(said once; withFallback(.refuse) makes it an error)\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
  }
  return compute().moved(to: home)
}
