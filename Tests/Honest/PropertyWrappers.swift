// Honest: a property wrapper of one's own.

import Kindling

@propertyWrapper private struct Counted<Value> {
  private(set) var reads = 0
  private var value: Value

  init(wrappedValue: Value) { value = wrappedValue }

  var wrappedValue: Value {
    mutating get {
      reads += 1
      return value
    }
    set { value = newValue }
  }
  var projectedValue: Int { reads }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  @Counted var sum = x.matmul(weight.t())
  sum = sum + bias
  return $sum == 1 ? sum : x
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
