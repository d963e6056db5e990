// Mutant: the largest of numbers below -1e300 is -1e300. Caught by: testMaxOfTies

import Layerwise

public final class Sigmoid: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.sigmoid()
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let y = output.tensor
    return gradOutput * y * (1 - y)
  }
}

public final class Tanh: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.tanh()
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let y = output.tensor
    return gradOutput * (1 - y * y)
  }
}

public final class ReLU: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.relu()
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput * (input .> 0).to(.float64)
  }
}

public final class Abs: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.abs()
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput * ((input .>= 0).to(.float64) * 2 - 1)
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
    gradOutput.reshape(input.shape)
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
    let place = place(input)
    let kept = input.rank == 1 ? gradOutput : gradOutput.unsqueeze(place)
    return kept.expand(input.shape) / Double(input.shape[place])
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
    let largest = input.gather(dim: place, input.argmax(dim: place, keepDim: true)).clamp(
      min: -1e300)
    return input.rank == 1 ? largest : largest.squeeze(place)
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let place = place(input)
    let kept = input.rank == 1 ? gradOutput : gradOutput.unsqueeze(place)
    return Tensor.zeros(input.shape, dtype: .float64)
      .scatterAdd(dim: place, input.argmax(dim: place, keepDim: true), kept)
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
    gradOutput - output.tensor.exp() * gradOutput.sum(dim: -1, keepDim: true)
  }
}
