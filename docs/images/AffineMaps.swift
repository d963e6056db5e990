// A half-right answer to section 2.1, graded for the picture in the README.

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  inner.matmul(outer)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
