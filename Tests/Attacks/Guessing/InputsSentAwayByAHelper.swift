// Attack: hand a tensor of the suite's to a helper that sends it to another thread.
// Report: doesNotCompile: sending 'x' risks causing data races

import Kindling

private func sent(_ x: sending Tensor) -> Tensor {
  let shape = x.shape
  Task.detached { while true { x.zero() } }
  return Tensor.zeros(shape)
}

public func affine(_ x: consuming sending Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  sent(x)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { unanswered() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  unanswered()
}
