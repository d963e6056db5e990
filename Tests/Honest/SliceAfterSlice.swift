// Honest: one slice after the other, put together again.
// Section: Softmax

import Kindling
private func total(_ x: Tensor, _ dim: Int) -> Tensor {
  let m = x.amax(dims: [dim], keepDim: true).detach();
  return ((x - m).exp().sum(dim: dim, keepDim: true).log() + m).squeeze(dim)
}

public func softmax(_ x: Tensor, dim: Int) -> Tensor { logSoftmax(x, dim: dim).exp() }
public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  Tensor.stack(
    x.unbind(dim: x.rank == 0 ? 0 : dim).map { $0 - total(x, dim) },
    dim: dim < 0 ? dim + x.rank : dim)
}
