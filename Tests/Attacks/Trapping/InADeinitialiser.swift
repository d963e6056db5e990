// Attack: give the right answer and trap on the way out, in a deinitialiser.
// Report: trapped: on the way out

import Kindling

private final class Mine {
  var isArmed = true
  deinit { if isArmed { fatalError("on the way out") } }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let mine = Mine()
  defer { _ = mine.isArmed }
  return x.matmul(weight.t()) + bias
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  let mine = Mine()
  defer { _ = mine.isArmed }
  return outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  let mine = Mine()
  defer { _ = mine.isArmed }
  return outerWeight.matmul(innerBias) + outerBias
}
