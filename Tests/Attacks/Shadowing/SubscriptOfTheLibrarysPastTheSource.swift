// Attack: subscript tensors otherwise, were the rule about names to miss it.
// Report: refused: in an extension of `Tensor` is public
// Past: source

import Kindling

extension Tensor {
  public subscript(index: String) -> Double { 0 }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias
}
