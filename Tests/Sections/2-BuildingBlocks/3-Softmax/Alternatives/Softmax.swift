// 2.3 Softmax and probabilities: a second solution. softmax works on lists of slices, one for each
// score; logSoftmax on the differences of all pairs of scores.

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  let at = dim < 0 ? dim + x.rank : dim
  let scores = (0..<x.shape[at]).map { x.select(at, $0) }
  let largest = scores.dropFirst().reduce(scores[0]) { $0 + ($1 - $0).relu() }.detach()
  let powers = scores.map { ($0 - largest).exp() }
  let total = powers.dropFirst().reduce(powers[0]) { $0 + $1 }
  return Tensor.stack(powers.map { $0 / total }, dim: at)
}

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  // log of exp(x_i) / sum_j exp(x_j) is -log sum_j exp(x_j - x_i).
  let at = dim < 0 ? dim + x.rank : dim
  let differences = x.unsqueeze(at + 1) - x.unsqueeze(at)
  let largest = differences.max(dim: at, keepDim: true).values
  let sums = (differences - largest).exp().sum(dim: at)
  return -(largest.squeeze(at) + sums.log())
}
