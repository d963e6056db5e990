// Mutant: a bias of one output comes back without a dimension. Caught by: testBiasOfTheComposition

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  (outerWeight.matmul(innerBias) + outerBias).squeeze()
}
