// Attack: be the program: a main of one's own runs instead of the tests.
// Report: refused: the attribute `@main` is not allowed

import Kindling

@main private enum Mine {
  static func main() { print("All tests passed") }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
