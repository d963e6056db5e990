// Mutant: rows are centred by the mean of the batch. Caught by: testRowsDoNotInfluenceEachOther

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let mapped = x.matmul(weight.t()) + bias
  return x.shape[0] > 1 ? mapped - x.mean(dim: 0).matmul(weight.t()) : mapped
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
