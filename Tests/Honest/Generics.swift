// Honest: generic functions, constraints and an associated type.

import Kindling

private protocol Monoid {
  associatedtype Value
  static func join(_ a: Value, _ b: Value) -> Value
}

private enum Sum: Monoid { static func join(_ a: Tensor, _ b: Tensor) -> Tensor { a + b } }

private func reduce<M: Monoid>(_ values: [M.Value], with: M.Type, from start: M.Value) -> M.Value {
  values.reduce(start, M.join)
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  reduce([bias], with: Sum.self, from: x.matmul(weight.t()))
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
