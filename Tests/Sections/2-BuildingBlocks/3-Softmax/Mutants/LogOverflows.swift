// Mutant: no shift before exp, so the log of the sum is infinite. Caught by: testLogSoftmaxOfLargeScores

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = (x - x.max(dim: dim, keepDim: true).values).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  x - x.exp().sum(dim: dim, keepDim: true).log()
}
