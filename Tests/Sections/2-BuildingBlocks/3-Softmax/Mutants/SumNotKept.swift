// Mutant: the summed dimension is not kept, so the sums do not fit or broadcast along the wrong one. Caught by: testSoftmax, testSoftmaxAlongEveryDimension

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = (x - x.max(dim: dim, keepDim: true).values).exp()
  return power / power.sum(dim: dim)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let shifted = x - x.max(dim: dim, keepDim: true).values
  return shifted - shifted.exp().sum(dim: dim, keepDim: true).log()
}
