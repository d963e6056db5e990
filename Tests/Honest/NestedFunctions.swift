// Honest: functions in functions in functions, that call each other.

import Kindling

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  func first() -> Tensor {
    func second() -> Tensor {
      func third(_ level: Int) -> Tensor {
        level == 0 ? x.matmul(weight.t()) : third(level - 1)
      }
      return third(5)
    }
    return second() + bias
  }
  return first()
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
