// Attack: the same two at a time, by the loss of a single score.
// Report: refused: `bceWithLogitsLoss` does what this exercise asks you to write
// Section: Softmax

import Kindling

private func logSum(_ x: Tensor, _ dim: Int) -> Tensor {
  let parts = x.split(1, dim: dim)
  return parts.dropFirst().reduce(parts[0]) { sum, next in
    let ahead = sum - next
    return sum + bceWithLogitsLoss(ahead, Tensor.ones(like: ahead), reduction: .none)
  }
}

public func softmax(_ x: Tensor, dim: Int) -> Tensor { (x - logSum(x, dim)).exp() }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { x - logSum(x, dim) }
