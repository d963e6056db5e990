// Attack: sums of powers that do not overflow, from the library after all: two at a time, by logSigmoid.
// Report: refused: `logSigmoid` does what this exercise asks you to write
// Section: Softmax

import Kindling

private func logSum(_ x: Tensor, _ dim: Int) -> Tensor {
  let parts = x.split(1, dim: dim)
  return parts.dropFirst().reduce(parts[0]) { sum, next in sum - (sum - next).logSigmoid() }
}

public func softmax(_ x: Tensor, dim: Int) -> Tensor { (x - logSum(x, dim)).exp() }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { x - logSum(x, dim) }
