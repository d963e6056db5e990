// Attack: hang in the standard library rather than in a loop of one's own.
// Report: timedOut: stopped after

import Kindling

private func hang() -> Int {
  let text = String(repeating: "a", count: 64) + "!"
  return text.wholeMatch(of: /(a*)*(a*)*(a*)*b/) == nil ? 0 : 1
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x * Double(hang()) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer * Double(hang()) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerBias * Double(hang())
}
