// Attack: slip a conformance in through a protocol of one's own that refines the standard one.
// Report: refused: such a conformance would affect the tests too

import Kindling

private protocol Mine: Error {}

extension Tensor: Mine {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
