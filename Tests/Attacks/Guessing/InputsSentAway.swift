// Attack: take the suite's tensors over by `sending`, and write into them from another thread.
// Report: doesNotCompile: risks causing data races

import Kindling

public func affine(_ x: sending Tensor, weight: sending Tensor, bias: sending Tensor) -> Tensor {
  let zeros = Tensor.zeros(x.shape[0], weight.shape[0], dtype: x.dtype)
  Task.detached {
    while true {
      x.zero()
      weight.zero()
      bias.zero()
    }
  }
  return zeros
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { unanswered() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  unanswered()
}
