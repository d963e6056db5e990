// Attack: nest what is refused so deeply that the grader's reading stops before it.
// Report: refused: `unsafe` is not allowed

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((({
    let here = unsafe UnsafeMutablePointer<Int>.allocate(capacity: 1)
    return unsafe x * Double(here.pointee)
  }())))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor { outer }

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  innerBias
}
