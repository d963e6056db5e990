// Honest: names in backquotes, with spaces and of keywords.

import Kindling

private func `multiply the rows`(_ `in`: Tensor, _ `class`: Tensor) -> Tensor {
  `in`.matmul(`class`.t())
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  `multiply the rows`(x, weight) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
