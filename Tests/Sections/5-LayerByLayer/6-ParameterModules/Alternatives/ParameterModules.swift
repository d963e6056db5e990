// 5.6 Modules with parameters: a second solution. Every input is made a batch first; sums over it are
// products with ones, and looking up is a product with rows of 0 and 1.

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
    let output = input.clone()
    output += bias
    return output
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput.clone()
  }

  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    $bias.gradient += scale * columnSums(gradOutput.reshape(-1, bias.shape[0]))
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
    let output = weight.matmul(batch(input).t()).t() + bias
    return input.rank == 1 ? output.squeeze(0) : output
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    weight.t().matmul(batch(gradOutput).t()).t().reshape(input.shape)
  }

  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    for (x, g) in zip(examples(input), examples(gradOutput)) {
      $weight.gradient += g.unsqueeze(1) * x.unsqueeze(0) * scale
    }
    $bias.gradient += columnSums(batch(gradOutput)) * scale
  }

  private func batch(_ tensor: Tensor) -> Tensor {
    tensor.rank == 1 ? tensor.unsqueeze(0) : tensor
  }

  private func examples(_ tensor: Tensor) -> [Tensor] {
    let batch = batch(tensor)
    return (0..<batch.shape[0]).map { batch[$0] }
  }
}

public final class LookupTable: Module {
  @Learned public var weight: Tensor
  public var gradWeight: Tensor { $weight.gradient }

  public init(_ count: Int, _ size: Int) {
    weight = .randn([count, size], dtype: .float64)
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    oneHot(input).matmul(weight).view(Shape(input.shape + [weight.shape[1]]))
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    Tensor.zeros(input.shape, dtype: .float64)
  }

  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    let gradients = gradOutput.reshape(input.elementCount, weight.shape[1])
    $weight.gradient += oneHot(input).t().matmul(gradients) * scale
  }

  /// A row for each index, with a 1 in the column that it names.
  private func oneHot(_ input: Tensor) -> Tensor {
    let rows = Tensor.zeros(input.elementCount, weight.shape[0], dtype: .float64)
    for (place, index) in input.doubles().enumerated() { rows[place, Int(index) - 1] += 1 }
    return rows
  }
}

/// The sum of all rows.
private func columnSums(_ rows: Tensor) -> Tensor {
  Tensor.ones(rows.shape[0], dtype: .float64).matmul(rows)
}
