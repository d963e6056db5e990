// Honest: a chain of some hundred calls.

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  x
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .t().t()
    .matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
