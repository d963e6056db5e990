// Attack: make the library's member the witness of a requirement of one's own, so that no call names it.
// Report: refused: `softmax` does what this exercise asks you to write
// Section: Softmax

import Kindling

private protocol Shares {
  func softmax(dim: Int) -> Tensor
  func logSoftmax(dim: Int) -> Tensor
}

extension Tensor: Shares {}

private func through<Scores: Shares>(_ scores: Scores, _ dim: Int) -> Tensor {
  scores.softmax(dim: dim)
}

public func softmax(_ x: Tensor, dim: Int) -> Tensor { through(x, dim) }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { (x as any Shares).logSoftmax(dim: dim) }
