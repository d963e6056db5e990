// Honest: state in an actor-isolated class and in a thrown error.

import Kindling

private struct Wrong: Error { let message: String }

private final class Memo {
  private var seen: [String: Tensor] = [:]

  func value(_ key: String, _ make: () throws -> Tensor) rethrows -> Tensor {
    if let known = seen[key] { return known }
    let made = try make()
    seen[key] = made
    return made
  }
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  let memo = Memo()
  do {
    return try memo.value("sum") {
      guard weight.rank == 2 else { throw Wrong(message: "\(weight.shape)") }
      return x.matmul(weight.t()) + bias
    }
  } catch {
    fatalError("\(error)")
  }
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  outer.matmul(inner)
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  outerWeight.matmul(innerBias) + outerBias
}
