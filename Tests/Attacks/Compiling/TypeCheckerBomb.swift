// Attack: an expression with more overloads than can be tried.
// Report: doesNotCompile: unable to type-check this expression in reasonable time | took too long

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let bomb =
    [1, 2.5, -3].map { -$0 + 1 - 2 * $0 / 3 } + [4].map { [5: -$0][5]! ?? -6 * $0 + 7.5 }
    + [(1 + -2) * 3.5 - -(4 / 5), -(-(-6 * 7)) + 8.0 * -(9 - 10), 1 + 2 * -3 / 4.5 - -5 * -(-6)]
    + [Double(1 + -2) * 3 - -(4 / 5), -(-(-6 * 7)) + 8 * -(9 - 10), 1 + 2 * -3 / 4 - -5 * -(-"6")]
  return x * bomb[0]
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
