import CKernels

/// The differentiable operations that ran, in order.
///
/// The tests of `docs/forbidden.yml` see by it what a library function has inside. Operations are
/// traced only while ``of(_:)`` runs; otherwise each one just checks a flag.
final class OperationTrace {
  /// The trace that operations are added to while ``of(_:)`` runs.
  private static let ofThread = ThreadLocal<OperationTrace?> { nil }

  /// PyTorch's names for the operations' derivatives, in order.
  private(set) var names: [String] = []

  /// Runs `body`, and returns its result and the operations it ran on this thread.
  static func of<Result>(_ body: () -> Result) -> (result: Result, trace: OperationTrace) {
    let trace = OperationTrace()
    return (ofThread.with(trace) { withThreadState(\.traces_operations, true, body) }, trace)
  }

  /// Adds an operation to the trace, if tracing is on.
  @inline(__always)
  static func note(_ name: String) {
    if ck_thread().pointee.traces_operations { write(name) }
  }

  @inline(never)
  private static func write(_ name: String) {
    ofThread.value?.names.append(name)
  }
}
