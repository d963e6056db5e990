// Attack: declare types named like the language's attributes, so that these look like wrappers.
// Report: refused: the attribute `@_silgen_name` is not allowed

import Kindling

private struct _silgen_name { init(_ name: String) {} }

private struct unchecked {}

@_silgen_name("_exit") private func leave(_ status: Int32) -> Never

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { leave(0) }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
