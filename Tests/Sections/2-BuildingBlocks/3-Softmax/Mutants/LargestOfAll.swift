// Mutant: the largest score of the whole tensor is taken away, so small slices underflow. Caught by: testSoftmaxOfLargeScores

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = (x - x.max()).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let shifted = x - x.max(dim: dim, keepDim: true).values
  return shifted - shifted.exp().sum(dim: dim, keepDim: true).log()
}
