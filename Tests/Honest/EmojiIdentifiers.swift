// Honest: identifiers in emoji, Greek and Chinese.

import Kindling

private func 🔥(_ 🐶: Tensor, _ 权重: Tensor) -> Tensor { 🐶.matmul(权重.t()) }

private struct Ωμέγα { let β: Tensor }

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let ω = Ωμέγα(β: bias)
  return 🔥(x, weight) + ω.β
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
