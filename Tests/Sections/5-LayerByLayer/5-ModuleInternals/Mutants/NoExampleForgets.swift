// Mutant: a batch of no examples sets the gathered gradient to zero. Caught by: testGathersAndScales

import Layerwise

public final class CMul: Module {
  @Learned public var weight: Tensor
  public var gradWeight: Tensor { $weight.gradient }

  public init(_ shape: Shape) {
    let bound = 1 / Double(shape.elementCount).squareRoot()
    weight = .uniform(shape, -bound..<bound, dtype: .float64)
  }

  public override func updateOutput(_ input: Tensor) -> Tensor {
    input * weight
  }

  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput * weight
  }

  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    let gradient = input * gradOutput
    if input.elementCount == 0 { $weight.gradient.fill(0); return }
    $weight.gradient += (input.rank > weight.rank ? gradient.sum(dim: 0) : gradient) * scale
  }
}

public func gatherMean(
  of module: Module, over examples: [(input: Tensor, gradOutput: Tensor)]
) {
  module.zeroGradParameters()
  for example in examples {
    module.forward(example.input)
    module.backward(example.input, example.gradOutput, scale: 1 / Double(examples.count))
  }
}
