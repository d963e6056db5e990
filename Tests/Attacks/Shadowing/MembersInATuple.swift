// Attack: give Double a `pow` of one's own by a tuple.
// Report: refused: `Double.pow` is not part of this exercise

import Kindling

extension Double {
  public static let (pow, spare) = ({ @Sendable (x: Double, y: Double) in x }, 0)
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias
}
