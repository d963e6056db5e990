// Mutant: a result of one element has one dimension, whatever the input had. Caught by: testSumsAlongEachDimension

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

  public init(_ dimension: Int) {
    self.dimension = dimension
  }

  public func forward(_ input: Tensor) -> Tensor {
    let sums = input.sum(dim: dimension - 1)
    output = sums.elementCount == 1 ? sums.reshape(1) : sums
    return output
  }
}
