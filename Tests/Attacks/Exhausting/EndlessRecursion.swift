// Attack: call oneself without an end.
// Report: trapped: does a function call itself for ever

import Kindling

private func deeper(_ level: Int) -> Int { level == -1 ? 0 : 1 + deeper(level + 1) }

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x * Double(deeper(0)) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer * Double(deeper(0)) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias * Double(deeper(0))
}
