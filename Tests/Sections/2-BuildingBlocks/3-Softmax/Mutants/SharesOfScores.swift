// Mutant: the scores themselves are divided by their sum. Caught by: testSoftmax, testSoftmaxIgnoresAShift

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  x / x.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let shifted = x - x.max(dim: dim, keepDim: true).values
  return shifted - shifted.exp().sum(dim: dim, keepDim: true).log()
}
