// Mutant: dim is ignored, the slices run along the last dimension. Caught by: testLogSoftmaxAlongEveryDimension, testLogSoftmaxIgnoresAShift

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = (x - x.max(dim: dim, keepDim: true).values).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let shifted = x - x.max(dim: -1, keepDim: true).values
  return shifted - shifted.exp().sum(dim: -1, keepDim: true).log()
}
