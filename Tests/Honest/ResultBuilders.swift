// Honest: a result builder, without macros.

import Kindling

@resultBuilder private enum SumOf {
  static func buildBlock(_ terms: Tensor...) -> Tensor { terms.dropFirst().reduce(terms[0], +) }
  static func buildOptional(_ term: Tensor?) -> Tensor { term ?? Tensor(0.0) }
}

private func sum(@SumOf _ terms: () -> Tensor) -> Tensor { terms() }

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  sum {
    x.matmul(weight.t())
    bias
  }
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
