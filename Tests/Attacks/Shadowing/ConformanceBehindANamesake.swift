// Attack: declare a type called Tensor somewhere inside, so that the library's looks like it.
// Report: refused: such a conformance would affect the tests too

import Kindling

private enum Hiding { struct Tensor {} }

extension Tensor: Error {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
