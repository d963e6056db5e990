// Attack: make the library's member look like one of one's own, so that only the object tells.
// Report: refused: `softmax` does what this exercise asks you to write
// Section: Softmax

import Kindling

private struct Own {
  func softmax(dim: Int) -> Own { self }
  func logSoftmax(dim: Int) -> Own { self }
}

public func softmax(_ x: Tensor, dim: Int) -> Tensor { x.softmax(dim: dim) }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { x.logSoftmax(dim: dim) }
