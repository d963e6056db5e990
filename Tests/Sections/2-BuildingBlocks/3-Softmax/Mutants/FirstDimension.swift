// Mutant: dim is ignored, the slices run along the first dimension. Caught by: testSoftmax, testSoftmaxAlongEveryDimension

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = (x - x.max(dim: 0, keepDim: true).values).exp()
  return power / power.sum(dim: 0, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let shifted = x - x.max(dim: dim, keepDim: true).values
  return shifted - shifted.exp().sum(dim: dim, keepDim: true).log()
}
