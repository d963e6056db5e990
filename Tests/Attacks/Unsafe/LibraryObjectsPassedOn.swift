// Attack: keep the tests' tensors in a global of an actor and change them after they were compared with.
// Report: doesNotCompile: Sendable

import Kindling

private actor Keeper {
  var kept: [Tensor] = []
  func keep(_ x: Tensor) { kept.append(x) }
  func spoil() { for x in kept { x.fill(0) } }
}

private let keeper = Keeper()

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let result = Tensor.zeros(x.shape[0], weight.shape[0])
  Task { await keeper.keep(result) }
  Task { await keeper.spoil() }
  return result
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias
}
