// Attack: take a tensor for a function by its bits.
// Report: doesNotCompile: this uses an unsafe part of Swift

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  unsafeBitCast(x, to: (@Sendable () -> Tensor).self)()
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
