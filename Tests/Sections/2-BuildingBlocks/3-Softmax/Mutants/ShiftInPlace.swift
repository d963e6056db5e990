// Mutant: shifts x in place and back, which rounds. Caught by: testSoftmaxIgnoresAShift

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let m = x.max(dim: dim, keepDim: true).values.detach()
  let y = x.detach()
  y -= m
  let power = (x - 0).exp()
  y += m
  return power / power.sum(dim: dim, keepDim: true)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let x = shifted(x, dim: dim)
  return x - x.exp().sum(dim: dim, keepDim: true).log()
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
