// Honest: a file and a function that tell where they are, by default values of a helper as well.

import Kindling

private func told(_ path: String = #filePath, _ name: String = #function) -> Int {
  precondition(path.hasSuffix("AffineMaps.swift") && !name.isEmpty)
  return 0
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  precondition(told(#filePath) == 0 && told() == 0)
  return x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
