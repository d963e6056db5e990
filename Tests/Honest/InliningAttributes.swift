// Honest: attributes that ask for inlining or excuse unused results.

import Kindling

@inline(__always) private func product(_ a: Tensor, _ b: Tensor) -> Tensor { a.matmul(b) }

@inline(never) @discardableResult private func noted(_ x: Tensor) -> Tensor { x }

@available(*, deprecated) private func old() {}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  noted(x)
  return product(x, weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  product(outer, inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
