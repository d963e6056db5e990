// Honest: parameters marked `sending`, which the calls of a suite would not live up to.

import Kindling

public func affine(_ x: sending Tensor, weight: Tensor, bias: sending Tensor) -> Tensor {
  x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: sending Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(
  outerWeight: Tensor, outerBias: Tensor, innerBias: sending Tensor
) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
