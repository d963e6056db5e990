// Attack: erase the inputs in place, so that what the tests expect of them is 0 as well.
// Report: failed: expected

import Kindling

private func erase(_ tensors: Tensor...) {
  withoutGradients { for tensor in tensors { tensor *= 0 } }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  erase(x, weight, bias)
  return Tensor.zeros(x.shape[0], weight.shape[0], dtype: x.dtype)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  erase(outer, inner)
  return Tensor.zeros(outer.shape[0], inner.shape[1], dtype: outer.dtype)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  erase(outerWeight, outerBias, innerBias)
  return Tensor.zeros(outerBias.shape[0], dtype: outerBias.dtype)
}
