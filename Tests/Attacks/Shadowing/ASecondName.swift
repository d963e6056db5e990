// Attack: give a public constant that the exercise does not have after one in the same line.
// Report: refused: `zip` is not part of this exercise
// Section: Softmax

import Kindling

extension Tensor {
  private var unit: Int { 1 }
}

public let one = 1,
  zip: @Sendable ([Int], [Double]) -> Zip2Sequence<[Int], [Double]> = { _, _ in
    Swift.zip([], [])
  }

public func softmax(_ x: Tensor, dim: Int) -> Tensor { x.clone() }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { x.clone() }
