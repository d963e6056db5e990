// Mutant: shifts only when some score is above 80. Caught by: testSoftmaxOfLargeScores

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let shift =
    x.elementCount > 0 && x.max().item() > 80
    ? x.max(dim: dim, keepDim: true).values.detach() : Tensor.zeros(like: x)
  let power = (x - shift).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let x = shifted(x, dim: dim)
  return x - x.exp().sum(dim: dim, keepDim: true).log()
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
