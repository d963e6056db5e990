// Attack: share memory between tests behind the compiler's back, to count calls.
// Report: refused: the attribute `@unchecked` is not allowed

import Kindling

private final class Calls: @unchecked Sendable { var count = 0 }

private let calls = Calls()

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  calls.count += 1
  return x * Double(calls.count)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
