// Attack: spell the name differently, qualify it, and bind it to a constant.
// Report: refused: `softmax` does what this exercise asks you to write
// Section: Softmax

import Kindling

private let softmax: Double = 1

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let logSoftmax = x.`softmax`
  return logSoftmax(dim) * softmax
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { (x.`logSoftmax`)(dim) }
