// Attack: the same, with the mark that quiets the compiler.
// Report: refused: `unsafe` is not allowed

import Kindling

private func scribble() {
  let here = unsafe UnsafeMutablePointer<Int>.allocate(capacity: 1)
  for offset in 0..<1_000_000 { unsafe here[offset] = 0 }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  scribble()
  return x
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
