// Attack: make text an error, were the rule to miss it.
// Report: refused: `String` is given a conformance
// Past: source

import Kindling

extension String: @retroactive Error {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias
}
