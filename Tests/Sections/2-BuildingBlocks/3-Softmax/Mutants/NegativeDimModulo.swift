// Mutant: a negative dimension counts from the first. Caught by: testSoftmaxAlongEveryDimension

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let dim = abs(dim) % x.rank
  let power = (x - x.max(dim: dim, keepDim: true).values.detach()).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let x = shifted(x, dim: dim)
  return x - x.exp().sum(dim: dim, keepDim: true).log()
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
