// 5.1 The forward pass: a second solution. Number by number instead of tensor by tensor, and the sums
// gathered from slices.

import Layerwise

public final class CMul {
  public let weight: Tensor
  private var last: [Double] = []

  public var output: Tensor { Tensor(last, dtype: .float64) }

  public init(_ size: Int) {
    let unit = Tensor.rand(size, dtype: .float64).doubles()
    let bound = 1 / Double(size).squareRoot()
    weight = Tensor(unit.map { (2 * $0 - 1) * bound }, dtype: .float64)
  }

  public init(weight: Tensor) {
    self.weight = weight
  }

  public func forward(_ input: Tensor) -> Tensor {
    last = zip(input.doubles(), weight.doubles()).map(*)
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
    let place = dimension - 1
    var sizes = Array(input.shape)
    let count = sizes.remove(at: place)
    let start = Tensor.zeros(Shape(sizes), dtype: .float64)
    let sum = (0..<count).reduce(start) { $0 + input.select(place, $1) }
    output = sizes.isEmpty ? sum.view(1) : sum
    return output
  }
}
