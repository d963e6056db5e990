// Mutant: the shift is made inside the sum only. Caught by: testLogSoftmax, testLogSoftmaxIgnoresAShift

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = (x - x.max(dim: dim, keepDim: true).values).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let shifted = x - x.max(dim: dim, keepDim: true).values
  return x - shifted.exp().sum(dim: dim, keepDim: true).log()
}
