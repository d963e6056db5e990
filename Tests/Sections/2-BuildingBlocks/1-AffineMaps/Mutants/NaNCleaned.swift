// Mutant: NaN is replaced by 0. Caught by: testRowsDoNotInfluenceEachOther

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let y = x.matmul(weight.t()) + bias
  return y.maskedFill(y.isNaN(), 0.0)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
