// Attack: trap by arithmetic, a cast and an unwrapped nil, one in each part.
// Report: trapped: Unexpectedly found nil

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let number = Int.max - x.shape[0]
  return Tensor.zeros(number * 2 + number)
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  (outer as Any as! [Tensor])[0]
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  let none: [Int: Tensor] = [:]
  return none[0]!
}
