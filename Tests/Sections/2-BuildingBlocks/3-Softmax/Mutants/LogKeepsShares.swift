// Mutant: the logarithm is not taken. Caught by: testLogSoftmax

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = (x - x.max(dim: dim, keepDim: true).values).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = (x - x.max(dim: dim, keepDim: true).values).exp()
  return power / power.sum(dim: dim, keepDim: true)
}
