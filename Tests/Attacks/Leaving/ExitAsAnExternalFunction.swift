// Attack: declare the C library's exit as an external C function.
// Report: refused: the attribute `@_extern`

import Kindling

@_extern(c, "_exit") private func leave(_ status: Int32) -> Never

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { leave(0) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { leave(0) }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  leave(0)
}
