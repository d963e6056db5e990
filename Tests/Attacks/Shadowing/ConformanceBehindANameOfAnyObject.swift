// Attack: name Identifiable AnyObject, which the rule about protocols takes for harmless.
// Report: refused: `Tensor` is not yours to make Mine

import Kindling

private typealias AnyObject = Identifiable
private protocol Mine: AnyObject {}
extension Tensor: Mine {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias
}
