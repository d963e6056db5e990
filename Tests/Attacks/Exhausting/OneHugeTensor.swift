// Attack: ask for more memory than any machine has, at once.
// Report: trapped: memory

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { Tensor.zeros(1 << 38) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { Tensor.zeros(1 << 38) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  Tensor([Float](repeating: 0, count: 1 << 38))
}
