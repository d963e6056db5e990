// Honest: members of one's own on the library's types, and a protocol of one's own for them.

import Kindling

private protocol Mappable { func mapped(by weight: Tensor) -> Tensor }

extension Tensor: Mappable {
  func mapped(by weight: Tensor) -> Tensor { matmul(weight.t()) }
  fileprivate var doubled: Tensor { self + self }
}

extension Array where Element == Tensor {
  fileprivate func total() -> Tensor { dropFirst().reduce(self[0], +) }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  [x.mapped(by: weight), bias].total()
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  [outerWeight.matmul(innerBias), outerBias.doubled - outerBias].total()
}
