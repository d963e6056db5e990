// Attack: trap in a detached task some time later, so that another test pays or none does.
// Report: failed: expected
// Note: a task may trap before or after the wrong answers fail; nothing may be earned either way.

import Kindling

private func later() {
  Task.detached {
    try await Task.sleep(for: .milliseconds(1))
    fatalError("later")
  }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  later()
  return Tensor.zeros(1)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  later()
  return Tensor.zeros(1)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  later()
  return Tensor.zeros(1)
}
