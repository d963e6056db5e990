import CKernels

/// Whether operations on this thread currently record their derivatives.
@inline(__always)
var gradientsEnabled: Bool { !ck_thread().pointee.records_nothing }

/// Runs `body` without recording anything: what it computes requires no gradient.
///
/// Use it to evaluate a model and to change parameters in place. `torch.no_grad()`.
///
/// ```swift
/// let prediction = withoutGradients { model(x) }
/// prediction.requiresGrad  // false
/// ```
@discardableResult
public func withoutGradients<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try recordingGradients(false, body)
}

/// Runs `body` with recording on, even inside ``withoutGradients(_:)``. `torch.enable_grad()`.
@discardableResult
public func withGradients<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try recordingGradients(true, body)
}

/// Runs `body` with recording on or off, then restores the previous setting, even after an error.
@inline(__always)
func recordingGradients<Result, Failure: Error>(
  _ isEnabled: Bool, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try withThreadState(\.records_nothing, !isEnabled, body)
}
