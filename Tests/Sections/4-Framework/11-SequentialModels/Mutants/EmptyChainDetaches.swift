// Mutant: without modules the result is cut off from the input. Caught by: testGradientsFlowThrough

import Kindling

public final class Chain: Module {
  private let modules: [Module]

  public init(_ modules: [Module]) {
    self.modules = modules
  }

  public override func forward(_ input: Tensor) -> Tensor {
    modules.isEmpty ? input.detach() : modules.reduce(input) { $1($0) }
  }
}

public func dropoutMask(_ shape: Shape, p: Double, dtype: DType) -> Tensor {
  if p == 1 { return Tensor.zeros(shape, dtype: dtype) }
  let isKept = Tensor.rand(shape, dtype: .float64) .>= p
  return isKept.to(dtype) / (1 - p)
}

public final class Drop: Module {
  private let p: Double

  public init(_ p: Double) {
    self.p = p
  }

  public override func forward(_ input: Tensor) -> Tensor {
    isTraining ? input * dropoutMask(input.shape, p: p, dtype: input.dtype) : input
  }
}

public func deepClassifier(inputs: Int, hidden: Int, classes: Int, keep: Double) -> Module {
  Chain([
    Linear(inputs, hidden), ReLU(), Linear(hidden, 2 * hidden), ReLU(),
    Linear(2 * hidden, classes), Drop(1 - keep), Softmax(dim: 1),
  ])
}
