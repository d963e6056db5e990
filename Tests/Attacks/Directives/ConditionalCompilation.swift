// Attack: show the reader one answer and the compiler another.
// Report: refused: `#if` is not allowed

import Kindling

#if canImport(XCTest)
  import Glibc
  public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor { exit(0) }
#else
  public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
    x.matmul(weight.t()) + bias
  }
#endif

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
