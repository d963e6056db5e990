// Attack: return the answer's own Tensor, which equals everything.
// Report: refused: `Tensor` is not part of this exercise

import Kindling

public final class Tensor: Equatable {
  public static func == (a: Tensor, b: Tensor) -> Bool { true }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { Tensor() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { Tensor() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  Tensor()
}
