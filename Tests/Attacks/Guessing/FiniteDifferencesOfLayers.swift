// Attack: extrapolate differences of a layer's outputs in place of its gradient.
// Report: failed: expected
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

private func slopes(of f: (Tensor) -> Tensor, at x: Tensor, _ g: Tensor) -> Tensor {
  let numbers = x.doubles()
  func value(_ place: Int, _ h: Double) -> Double {
    var moved = numbers
    moved[place] += h
    return (f(Tensor(moved, dtype: .float64).view(x.shape)) * g).sum().item()
  }
  func slope(_ place: Int, _ h: Double) -> Double {
    (value(place, h) - value(place, -h)) / (2 * h)
  }
  let all = numbers.indices.map { place in
    let d = [8e-3, 4e-3, 2e-3].map { slope(place, $0) }
    let e = [(4 * d[1] - d[0]) / 3, (4 * d[2] - d[1]) / 3]
    return (16 * e[1] - e[0]) / 15
  }
  return Tensor(all, dtype: .float64).view(x.shape)
}
