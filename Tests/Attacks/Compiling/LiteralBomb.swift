// Attack: a sum of literals and closures whose types the checker would search for hours.
// Report: doesNotCompile: reasonable time | took too long

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let a: Double =
    1 + 2.0 * -3 - (4 + -5) * 6.5 / -(7 - 8 + 9 * -10) + 11 - -12 * 13
    + [1, 2, 3].map { -$0 * 2 + 1 - -$0 }.reduce(0) { $0 + -$1 * 2 - 1 }
    - [1.5, -2, 3].map { -$0 + 1 * -2 - $0 }.reduce(0, { -$0 - $1 * -1 + 2 })
  return x * a
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias
}
