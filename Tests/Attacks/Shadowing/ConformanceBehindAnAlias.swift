// Attack: give a type of the library a conformance by an alias of one's own.
// Report: refused: `Mine` is not yours to make Error

import Kindling

private typealias Mine = Tensor

extension Mine: Error {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
