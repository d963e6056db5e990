// Mutant: without a middle the weight is a square. Caught by: testWeightOfTheComposition

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.shape[1] == 1
    ? (outer * inner)
    : outer.shape[1] == 0
      ? Tensor.zeros(outer.shape[0], outer.shape[0], dtype: outer.dtype) : outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
