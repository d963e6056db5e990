// Attack: trap in the initialiser of a global, which runs at its first use.
// Report: trapped: Index out of range

import Kindling

private let factor: Float = [Float]()[0]

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x * Double(factor) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer * Double(factor) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias * Double(factor)
}
