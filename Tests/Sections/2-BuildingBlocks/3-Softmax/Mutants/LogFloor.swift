// Mutant: log probabilities are cut at -100. Caught by: testLogSoftmaxOfLargeScores

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = shifted(x, dim: dim).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let x = shifted(x, dim: dim)
  let y = x - x.exp().sum(dim: dim, keepDim: true).log()
  return y.maskedFill(y .< -100, -100.0)
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
