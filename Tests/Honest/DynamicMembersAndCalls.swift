// Honest: dynamic member lookup and calls, key paths and function values.

import Kindling

@dynamicMemberLookup private struct Bag {
  let tensors: [String: Tensor]
  subscript(dynamicMember name: String) -> Tensor { tensors[name]! }
}

@dynamicCallable private struct Product {
  func dynamicallyCall(withArguments tensors: [Tensor]) -> Tensor { tensors[0].matmul(tensors[1]) }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let bag = Bag(tensors: ["x": x, "weight": weight])
  let rank = [bag.x][keyPath: \[Tensor][0]].rank
  let add: (Tensor, Tensor) -> Tensor = (+)
  return rank == 2 ? add(Product()(bag.x, bag.weight.t()), bias) : x
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
