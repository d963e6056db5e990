// Attack: start tasks without number that all wait for each other and outlive the test.
// Report: failed: expected

import Kindling

private func flood(_ result: Tensor) -> Tensor {
  for _ in 0..<20_000 {
    Task.detached(priority: .high) {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<10 { group.addTask { while !Task.isCancelled { await Task.yield() } } }
      }
    }
  }
  return result
}

public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  flood(Tensor.zeros(x.shape[0], weight.shape[0]))
}

public func composedWeight(outer: Tensor, inner: Tensor) -> Tensor {
  flood(Tensor.zeros(outer.shape[0], inner.shape[1]))
}

public func composedBias(outerWeight: Tensor, outerBias: Tensor, innerBias: Tensor) -> Tensor {
  flood(Tensor.zeros(outerBias.shape))
}
