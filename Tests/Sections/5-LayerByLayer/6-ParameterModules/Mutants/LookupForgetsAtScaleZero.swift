// Mutant: a scale of 0 sets what was gathered to zero. Caught by: testLookupTableGathers

import Layerwise

public final class Add: Module {
  @Learned public var bias: Tensor
  public var gradBias: Tensor { $bias.gradient }
  private let isScalar: Bool

  public init(_ size: Int, scalar: Bool = false) {
    let count = scalar ? 1 : size
    let bound = 1 / Double(count).squareRoot()
    bias = .uniform([count], -bound..<bound, dtype: .float64)
    isScalar = scalar
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    input + bias
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput
  }

  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    if isScalar {
      $bias.gradient += gradOutput.sum() * scale
    } else {
      $bias.gradient += (input.rank == 2 ? gradOutput.sum(dim: 0) : gradOutput) * scale
    }
  }
}

public final class Linear: Module {
  @Learned public var weight: Tensor
  @Learned public var bias: Tensor
  public var gradWeight: Tensor { $weight.gradient }
  public var gradBias: Tensor { $bias.gradient }

  public init(_ inputs: Int, _ outputs: Int) {
    let bound = 1 / Double(inputs).squareRoot()
    weight = .uniform([outputs, inputs], -bound..<bound, dtype: .float64)
    bias = .uniform([outputs], -bound..<bound, dtype: .float64)
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    input.matmul(weight.t()) + bias
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput.matmul(weight)
  }

  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    let rows = input.rank == 1 ? input.unsqueeze(0) : input
    let gradients = input.rank == 1 ? gradOutput.unsqueeze(0) : gradOutput
    $weight.gradient += gradients.t().matmul(rows) * scale
    $bias.gradient += gradients.sum(dim: 0) * scale
  }
}

public final class LookupTable: Module {
  @Learned public var weight: Tensor
  public var gradWeight: Tensor { $weight.gradient }

  public init(_ count: Int, _ size: Int) {
    weight = .randn([count, size], dtype: .float64)
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    let rows = input.to(.int64).reshape(-1) - 1
    let shape = Array(input.shape) + [weight.shape[1]]
    return weight.indexSelect(dim: 0, rows).view(Shape(shape))
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    .zeros(input.shape, dtype: .float64)
  }

  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    let gradients = gradOutput.reshape(-1, weight.shape[1])
    if scale == 0 { $weight.gradient.fill(0) }
    for (place, index) in input.ints().enumerated() {
      $weight.gradient[index - 1] += gradients[place] * scale
    }
  }
}
