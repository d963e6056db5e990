// Honest: helper types, nested in one another, with an enumeration and a protocol of their own.

import Kindling

private protocol Mapping { func callAsFunction(_ x: Tensor) -> Tensor }

private struct Affine: Mapping {
  struct Shift { let by: Tensor }
  enum Kind { case plain, shifted(Shift) }
  let weight: Tensor
  let kind: Kind

  func callAsFunction(_ x: Tensor) -> Tensor {
    let product = x.matmul(weight.t())
    switch kind {
    case .plain: return product
    case .shifted(let shift): return product + shift.by
    }
  }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  Affine(weight: weight, kind: .shifted(.init(by: bias)))(x)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
