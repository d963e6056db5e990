// Mutant: where one score is ahead by more than 20 its logarithm is the constant 0. Caught by: testLogSoftmax

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = shifted(x, dim: dim).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let y = shifted(x, dim: dim)
  let result = y - y.exp().sum(dim: dim, keepDim: true).log()
  return result.maskedFill(result .> -1e-9, 0)
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
