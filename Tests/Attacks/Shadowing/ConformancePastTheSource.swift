// Attack: the same, were the rule to miss it: what acts elsewhere has a symbol.
// Report: refused: `Tensor` is given a conformance that would affect the tests
// Past: source

import Kindling

private typealias Same = Identifiable
private protocol Mine: Same {}
extension Tensor: Mine {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias
}
