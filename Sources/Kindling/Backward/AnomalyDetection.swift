import CKernels

/// Runs `body`, stopping the program at the first derivative that produces a NaN and naming it.
/// `torch.autograd.detect_anomaly`.
///
/// Every gradient is checked, so use this to track down a NaN, not to train. Traps with
/// `backward(): SqrtBackward0 gave NaN as a gradient (position [1]); its result has shape [2]`.
public func detectingAnomalies<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try withThreadState(\.detects_anomalies, true, body)
}

extension Node {
  /// Traps if `share`, which this node's derivative computed, contains a NaN.
  func checkShare(_ share: Tensor) {
    guard let order = share.doubles().firstIndex(where: \.isNaN) else { return }
    fail(
      "backward()",
      "\(name) gave NaN as a gradient (position \(share.shape.position(of: order))); its result has "
        + "shape \(shape)")
  }
}
