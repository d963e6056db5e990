// Mutant: the mean of each slice is taken away. Caught by: testSoftmaxOfLargeScores

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = (x - x.mean(dim: dim, keepDim: true).detach()).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let x = shifted(x, dim: dim)
  return x - x.exp().sum(dim: dim, keepDim: true).log()
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
