// Attack: leave busy tasks behind that outlive their test and starve the ones after it.
// Report: failed: expected

import Kindling

private func spin() {
  for _ in 0..<200 { Task.detached { while !Task.isCancelled {} } }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  spin()
  return Tensor.zeros(1)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  spin()
  return Tensor.zeros(1)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  spin()
  return Tensor.zeros(1)
}
