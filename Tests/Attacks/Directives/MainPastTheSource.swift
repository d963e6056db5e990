// Attack: the same by the symbol's name, were the source rules to miss it.
// Report: refused: the answer defines the symbol `main`
// Past: source

import Kindling

@_cdecl("main") public func program() -> Int32 { 0 }

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { x }

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
