/// Whether operations on this thread record their derivatives now.
@inline(__always)
var gradientsEnabled: Bool { ThreadState.current.gradientsEnabled }

/// Runs `body` without recording anything: what it computes requires no gradient.
///
/// Use it to evaluate a model and to change parameters in place. `torch.no_grad()`.
///
/// ```swift
/// let prediction = withoutGradients { model(x) }
/// prediction.requiresGrad  // false
/// ```
public func withoutGradients<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try recordingGradients(false, body)
}

/// Runs `body` with recording on, also inside ``withoutGradients(_:)``. `torch.enable_grad()`.
public func withGradients<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try recordingGradients(true, body)
}

/// Runs `body` with recording on or off, and puts back what was before, also after an error.
@inline(__always)
private func recordingGradients<Result, Failure: Error>(
  _ isEnabled: Bool, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let state = ThreadState.current
  let before = state.gradientsEnabled
  state.gradientsEnabled = isEnabled
  defer { state.gradientsEnabled = before }
  return try body()
}
