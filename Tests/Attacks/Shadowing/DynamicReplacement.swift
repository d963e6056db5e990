// Attack: replace the comparison of the tests at run time.
// Report: refused: the attribute `@_dynamicReplacement` is not allowed

import Kindling

extension Tensor {
  @_dynamicReplacement(for:doubles()) func none() -> [Double] { [] }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
