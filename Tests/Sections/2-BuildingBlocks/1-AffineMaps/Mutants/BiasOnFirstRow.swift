// Mutant: the bias is added to the first row only. Caught by: testMapsEachRow, testRowsDoNotInfluenceEachOther

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let mapped = x.matmul(weight.t())
  guard x.shape[0] > 1 else { return mapped + bias }
  return Tensor.cat([mapped[0..<1] + bias, mapped[1...]])
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
