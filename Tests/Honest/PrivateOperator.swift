// Honest: an overload of an operator, kept private.

import Kindling

private struct Map { let weight: Tensor }

private func * (map: Map, x: Tensor) -> Tensor { x.matmul(map.weight.t()) }

private func == (a: Map, b: Map) -> Bool { a.weight === b.weight }

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  Map(weight: weight) == Map(weight: weight) ? Map(weight: weight) * x + bias : x
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
