// Attack: never return.
// Report: timedOut: does a loop never end?

import Kindling

private func forever() -> Never { while true {} }

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { forever() }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { forever() }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  forever()
}
