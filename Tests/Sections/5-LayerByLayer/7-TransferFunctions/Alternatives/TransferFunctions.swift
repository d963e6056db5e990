// 5.7 Transfer functions: a second solution. Slopes come from the input instead of the output, masks
// from `where`, and what runs along a dimension takes it to the end first, and then row by row.

import Layerwise

public final class Sigmoid: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    let power = (-input.abs()).exp()
    return Tensor.where(input .>= 0, 1 / (1 + power), power / (1 + power))
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let power = (-input.abs()).exp()
    return gradOutput * power / ((1 + power) * (1 + power))
  }
}

public final class Tanh: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    2 * (2 * input).sigmoid() - 1
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    4 * (2 * input).sigmoid() * (-2 * input).sigmoid() * gradOutput
  }
}

public final class ReLU: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.maximum(Tensor.zeros(input.shape, dtype: .float64))
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    Tensor.where(input .> 0, gradOutput, Tensor.zeros(input.shape, dtype: .float64))
  }
}

public final class Abs: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.maximum(-input)
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    Tensor.where(input .< 0, -gradOutput, gradOutput)
  }
}

public final class View: Module {
  private let sizes: [Int]

  public init(_ sizes: Int...) { self.sizes = sizes }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    let batch = Tensor(input.doubles(), dtype: .float64).view(
      Shape([input.elementCount / sizes.reduce(1, *)] + sizes))
    return batch.shape[0] == 1 ? batch.squeeze(0) : batch
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput.contiguous().view(input.shape)
  }
}

public final class Mean: Module {
  private let dimension: Int
  private let nInputDims: Int?

  public init(_ dimension: Int = 1, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    let slices = Slices(of: input, dimension, nInputDims)
    return slices.result(slices.rows.map { $0.reduce(0, +) / Double($0.count) })
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let slices = Slices(of: input, dimension, nInputDims)
    return slices.gradient(gradOutput) { row, _ in 1 / Double(row.count) }
  }
}

public final class Max: Module {
  private let dimension: Int
  private let nInputDims: Int?

  public init(_ dimension: Int = 1, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    let slices = Slices(of: input, dimension, nInputDims)
    return slices.result(slices.rows.map { $0.max() ?? 0 })
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let slices = Slices(of: input, dimension, nInputDims)
    return slices.gradient(gradOutput) { row, place in
      row.firstIndex(of: row.max() ?? 0) == place ? 1 : 0
    }
  }
}

public final class LogSoftMax: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    let shifted = input - input.max(dim: -1, keepDim: true).values
    return shifted - shifted.exp().sum(dim: -1, keepDim: true).log()
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let total = gradOutput.sum(dim: -1, keepDim: true)
    return gradOutput - input.softmax(dim: -1) * total
  }
}

/// A tensor cut along one dimension into rows of numbers.
private struct Slices {
  let rows: [[Double]]
  /// The shape with the dimension at the end.
  private let turned: Shape
  private let place: Int
  private let isVector: Bool

  init(of input: Tensor, _ dimension: Int, _ nInputDims: Int?) {
    var place = dimension - 1
    if let nInputDims, input.rank == nInputDims + 1 { place += 1 }
    let end = input.movedim(place, -1)
    let (numbers, length) = (end.doubles(), input.shape[place])
    rows = stride(from: 0, to: numbers.count, by: length).map {
      Array(numbers[$0..<$0 + length])
    }
    turned = end.shape
    self.place = place
    isVector = input.rank == 1
  }

  /// One number for each row.
  func result(_ numbers: [Double]) -> Tensor {
    let tensor = Tensor(numbers, dtype: .float64)
    return isVector ? tensor : tensor.view(Shape(Array(turned.dropLast())))
  }

  /// Each row's gradient, times a slope for each of its places.
  func gradient(_ gradOutput: Tensor, _ slope: ([Double], Int) -> Double) -> Tensor {
    let numbers = zip(rows, gradOutput.doubles()).flatMap { row, g in
      row.indices.map { g * slope(row, $0) }
    }
    return Tensor(numbers, dtype: .float64).view(turned).movedim(-1, place)
  }
}
