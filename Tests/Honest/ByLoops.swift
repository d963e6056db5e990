// Honest: the definition by loops and subscripts, as slowly as can be.

import Kindling

private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).map(*).reduce(0, +) }

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  let columns = inner.t()
  let rows = (0..<outer.shape[0]).map { i in
    Tensor.stack((0..<columns.shape[0]).map { j in (outer[i] * columns[j]).sum() }, dim: 0)
  }
  precondition(dot([1, 2], [3, 4]) == 11)
  return Tensor.stack(rows, dim: 0)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
