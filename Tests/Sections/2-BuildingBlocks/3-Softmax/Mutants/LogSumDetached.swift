// Mutant: the log of the sum is detached. Caught by: testGradientsFlowThroughLogSoftmax

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let power = shifted(x, dim: dim).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let x = shifted(x, dim: dim)
  return x - x.exp().sum(dim: dim, keepDim: true).log().detach()
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
