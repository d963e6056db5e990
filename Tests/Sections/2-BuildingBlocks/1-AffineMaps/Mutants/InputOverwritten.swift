// Mutant: with a square weight the result is written over x. Caught by: testSquareWeight

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let result = x.matmul(weight.t()) + bias
  guard weight.shape[0] == weight.shape[1] && !x.requiresGrad else { return result }
  x.copy(from: result)
  return x
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
