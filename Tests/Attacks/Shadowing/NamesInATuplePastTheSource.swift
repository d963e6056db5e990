// Attack: the same, were the rule about names to miss it: what comes out public has a symbol.
// Report: refused: `zip` is public and not part of this exercise
// Section: Softmax
// Past: source

import Kindling

public let (zip, spare): (@Sendable ([Int], [Double]) -> Zip2Sequence<[Int], [Double]>, Int) =
  ({ _, _ in Swift.zip([], []) }, 0)

public func softmax(_ x: Tensor, dim: Int) -> Tensor { x.clone() }

public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor { x.clone() }
