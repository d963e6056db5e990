// Mutant: the shift is done in place on x. Caught by: testSoftmaxAlongEveryDimension

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  withoutGradients { x -= x.max(dim: dim, keepDim: true).values }
  let power = x.exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let shifted = x - x.max(dim: dim, keepDim: true).values
  return shifted - shifted.exp().sum(dim: dim, keepDim: true).log()
}
