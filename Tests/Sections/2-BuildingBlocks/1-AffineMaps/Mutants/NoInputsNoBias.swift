// Mutant: without inputs the bias is left out. Caught by: testSizesOneAndZero

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  x.shape[1] == 0
    ? Tensor.zeros(x.shape[0], weight.shape[0], dtype: x.dtype) : x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
