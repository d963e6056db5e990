// Attack: slip a conformance in through a protocol of one's own that refines the standard one.
// Report: refused: `Tensor` is not yours to make

import Kindling

private protocol Mine: CustomReflectable {}

extension Mine {
  public var customMirror: Mirror { fatalError("seen") }
}

extension Tensor: Mine {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
