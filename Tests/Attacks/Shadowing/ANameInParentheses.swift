// Attack: put the public name in parentheses.
// Report: refused: `zip` is not part of this exercise
// Section: Softmax

import Kindling

public let (zip): @Sendable ([Int], [Double]) -> Zip2Sequence<[Int], [Double]> = { _, _ in
  Swift.zip([], [])
}

public func softmax(_ x: Tensor, dim: Int) -> Tensor { x.clone() }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { x.clone() }
