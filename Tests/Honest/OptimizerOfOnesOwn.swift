// Honest: an optimizer of one's own, with the library's loop.
// Section: GradientDescent

import Kindling
private final class Plain: Optimizer {
  override func update(
    _ p: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) { p -= gradient * options[.learningRate] }
}

public func sgdStep(_ parameters: [Tensor], learningRate: Double) {
  if parameters.contains(where: { $0.requiresGrad }) {
    Plain(parameters, options: [.learningRate: learningRate]).step()
  }
}
public func minimize(
  _ loss: (Tensor) -> Tensor, from start: Tensor, learningRate: Double, steps: Int
) -> [Double] {
  var losses: [Double] = []
  for _ in 0..<steps {
    start.grad = nil
    let value = loss(start)
    losses.append(value.item())
    value.backward()
    sgdStep([start], learningRate: learningRate)
  }
  return losses
}
public func largestStableLearningRate(curvatures: [Double]) -> Double {
  if curvatures.contains(where: { $0 < 0 }) { return 0 }; return 2 / (curvatures.max() ?? 0)
}
