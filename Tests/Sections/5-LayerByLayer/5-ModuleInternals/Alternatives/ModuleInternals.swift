// 5.5 Inside a module: a second solution. In the manner of Torch7, with buffers that are filled, and
// every batch taken apart; the mean is taken of what was added up.

import Layerwise

public final class CMul: Module {
  @Learned public var weight: Tensor
  public var gradWeight: Tensor { $weight.gradient }

  public init(_ shape: Shape) {
    let bound = 1 / Double(shape.elementCount).squareRoot()
    weight = .uniform(shape, -bound..<bound, dtype: .float64)
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    let output = input.clone()
    for example in rows(output) { example *= weight }
    return output
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let gradInput = Tensor.zeros(input.shape, dtype: .float64)
    for (gradient, example) in zip(rows(gradInput), rows(gradOutput)) {
      gradient += weight * example
    }
    return gradInput
  }

  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    for (example, gradient) in zip(rows(input), rows(gradOutput)) {
      $weight.gradient += scale * example * gradient
    }
  }

  /// The examples of a batch, as views; a single one by itself.
  private func rows(_ tensor: Tensor) -> [Tensor] {
    tensor.rank == weight.rank ? [tensor] : (0..<tensor.shape[0]).map { tensor.select(0, $0) }
  }
}

public func gatherMean(
  of module: Module, over examples: [(input: Tensor, gradOutput: Tensor)]
) {
  for (_, gradient) in module.parameters() { gradient.zero() }
  guard !examples.isEmpty else { return }
  for (input, gradOutput) in examples {
    _ = module.forward(input)
    _ = module.backward(input, gradOutput)
  }
  for (_, gradient) in module.parameters() { gradient /= Double(examples.count) }
}
