// Attack: write beyond an array through a pointer, in search of the suite's memory.
// Report: doesNotCompile: this uses an unsafe part of Swift

import Kindling

private func scribble() {
  let here = UnsafeMutablePointer<Int>.allocate(capacity: 1)
  for offset in 0..<1_000_000 { here[offset] = 0 }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  scribble()
  return x
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
