// Mutant: the powers are divided by the largest instead of the sum. Caught by: testSoftmax

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  (x - x.max(dim: dim, keepDim: true).values).exp()
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let shifted = x - x.max(dim: dim, keepDim: true).values
  return shifted - shifted.exp().sum(dim: dim, keepDim: true).log()
}
