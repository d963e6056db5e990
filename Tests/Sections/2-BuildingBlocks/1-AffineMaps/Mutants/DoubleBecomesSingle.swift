// Mutant: computes in float32 and casts back, so that float64 loses its digits. Caught by: testReadsViews

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  (x.to(.float32).matmul(weight.to(.float32).t()) + bias.to(.float32)).to(x.dtype)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
