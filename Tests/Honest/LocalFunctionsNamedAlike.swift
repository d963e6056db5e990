// Honest: local functions and variables named like what is forbidden, and like the system's.

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  func linear(_ rows: Tensor) -> Tensor { rows.matmul(weight.t()) }
  func exit(_ result: Tensor) -> Tensor { result + bias }
  let abort = linear(x)
  return exit(abort)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
