// Attack: the same symbol, were the source rules to miss it: the object still names it.
// Report: refused: `_exit`
// Past: source

import Kindling

@_silgen_name("_exit") private func leave(_ status: Int32) -> Never

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { leave(0) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { leave(0) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  leave(0)
}
