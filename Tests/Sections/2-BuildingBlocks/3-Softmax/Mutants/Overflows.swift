// Mutant: no shift before exp, so large scores give NaN. Caught by: testSoftmaxOfLargeScores

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  x.exp() / x.exp().sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let shifted = x - x.max(dim: dim, keepDim: true).values
  return shifted - shifted.exp().sum(dim: dim, keepDim: true).log()
}
