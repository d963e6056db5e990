// Mutant: the same tensor gets the same sum, whatever it holds. Caught by: testTheLastSumIsKept

import Layerwise

public final class CMul {
  public let weight: Tensor

  public private(set) var output: Tensor = .zeros(0, dtype: .float64)

  public init(_ size: Int) {
    let bound = 1 / Double(size).squareRoot()
    weight = .uniform([size], -bound..<bound, dtype: .float64)
  }

  public init(weight: Tensor) {
    self.weight = weight
  }

  public func forward(_ input: Tensor) -> Tensor {
    output = input * weight
    return output
  }
}

public final class Sum {
  public let dimension: Int

  public private(set) var output: Tensor = .zeros(0, dtype: .float64)

  private var last: Tensor?
  public init(_ dimension: Int) {
    self.dimension = dimension
  }

  public func forward(_ input: Tensor) -> Tensor {
    if let last, last === input { return output }
    last = input
    output = input.sum(dim: dimension - 1, keepDim: input.rank == 1)
    return output
  }
}
