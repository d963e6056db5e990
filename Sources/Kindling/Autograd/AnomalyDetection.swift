/// Whether backward passes of this thread look for NaN.
let detectsAnomalies = ThreadLocal { false }

/// Runs `body` and stops the program at the first derivative in it that gives NaN, naming it.
/// `torch.autograd.detect_anomaly`.
///
/// Every gradient is searched, so use it to find a NaN and not to train. Traps with `backward():
/// SqrtBackward0 gave NaN as a gradient (position [1]); its result has shape [2]`.
public func detectingAnomalies<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let thread = detectsAnomalies.slot
  let before = thread.value
  thread.value = true
  defer { thread.value = before }
  return try body()
}

extension Node {
  /// Traps if this node's derivative made `share` with a NaN in it.
  func checkShare(_ share: Tensor) {
    guard let order = share.doubles().firstIndex(where: \.isNaN) else { return }
    fail(
      "backward()",
      "\(name) gave NaN as a gradient (position \(share.shape.position(of: order))); its result has "
        + "shape \(shape)")
  }
}
