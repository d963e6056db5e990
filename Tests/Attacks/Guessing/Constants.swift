// Attack: return constants of the right shape.
// Report: failed: expected

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  Tensor.zeros(x.shape[0], weight.shape[0], dtype: x.dtype)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  Tensor.ones(outer.shape[0], inner.shape[1], dtype: outer.dtype)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  Tensor.zeros(outerBias.shape[0], dtype: outerBias.dtype)
}
