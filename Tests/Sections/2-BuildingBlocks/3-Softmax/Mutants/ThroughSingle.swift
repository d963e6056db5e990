// Mutant: computed in float32, cast back. Caught by: testSoftmax

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let y = x.to(.float32)
  let power = (y - y.max(dim: dim, keepDim: true).values.detach()).exp()
  return (power / power.sum(dim: dim, keepDim: true)).to(x.dtype)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let x = shifted(x, dim: dim)
  return x - x.exp().sum(dim: dim, keepDim: true).log()
}

private func shifted(_ x: Tensor, dim: Int) -> Tensor {
  x - x.max(dim: dim, keepDim: true).values.detach()
}
