// Mutant: the inner bias skips the outer map. Caught by: testBiasOfSquareMaps

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias.shape == innerBias.shape
    ? outerBias + innerBias : outerWeight.matmul(innerBias) + outerBias
}
