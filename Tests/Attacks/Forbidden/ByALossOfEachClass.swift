// Attack: have the log softmax from the library's loss, one class after the other.
// Report: refused: `crossEntropy` does what this exercise asks you to write
// Section: Softmax

import Kindling

public func softmax(_ x: Tensor, dim: Int) -> Tensor { logSoftmax(x, dim: dim).exp() }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  let moved = x.unsqueeze(0).movedim(dim < 0 ? dim : dim + 1, -1)
  let rows = moved.reshape(-1, x.shape[dim])
  let columns = (0..<x.shape[dim]).map { number in
    let targets = Tensor.full([rows.shape[0]], number, dtype: .int64)
    return -crossEntropy(rows, targets, reduction: .none)
  }
  return Tensor.stack(columns, dim: 1).view(moved.shape).movedim(-1, dim < 0 ? dim : dim + 1)[0]
}
