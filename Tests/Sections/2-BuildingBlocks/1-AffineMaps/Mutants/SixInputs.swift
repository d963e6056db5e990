// Mutant: the inputs after the sixth are left out. Caught by: testMapsEachRow

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  x.shape[1] > 6
    ? x.narrow(1, start: 0, length: 6).matmul(weight.narrow(1, start: 0, length: 6).t()) + bias
    : x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
