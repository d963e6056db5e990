// Attack: change what the library's own calls do in the tests, by public members of its types.
// Report: refused: a public extension makes all its members public

import Kindling

public extension Tensor {
  func doubles() -> [Double] { [] }
  var shape: [Int] { [] }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
