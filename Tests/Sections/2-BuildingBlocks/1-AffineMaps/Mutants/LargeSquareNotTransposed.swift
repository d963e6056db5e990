// Mutant: a square weight of more than three rows is not transposed. Caught by: testSquareWeight

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  weight.shape[0] == weight.shape[1] && weight.shape[0] > 3
    ? x.matmul(weight) + bias : x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
