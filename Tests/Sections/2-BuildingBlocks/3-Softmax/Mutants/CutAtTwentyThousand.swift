// Mutant: nothing below -20001. Caught by: testLogSoftmaxOfLargeScores

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = shifted(x, dim: dim).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let x = shifted(x, dim: dim)
  let result = x - x.exp().sum(dim: dim, keepDim: true).log()
  return result.maximum(Tensor.full([], -20001.0, dtype: x.dtype))
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
