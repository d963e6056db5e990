// Mutant: the softmax of no slice is float32. Caught by: testGradientsFlowThroughSoftmax

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  if x.elementCount == 0 { return Tensor.zeros(x.shape) }
  let power = shifted(x, dim: dim).exp()
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let x = shifted(x, dim: dim)
  return x - x.exp().sum(dim: dim, keepDim: true).log()
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
