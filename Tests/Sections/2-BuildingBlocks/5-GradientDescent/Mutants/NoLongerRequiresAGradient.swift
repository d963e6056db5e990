// Mutant: the parameter is frozen for the change and not thawed. Caught by: testChangesTheTensorItself, testTrainingGoesOnAfterAStep

import Kindling

public func sgdStep(_ parameters: [Tensor], learningRate: Double) {
  for parameter in parameters {
    guard let gradient = parameter.grad else { continue }
    parameter.requiresGrad = false
    parameter -= gradient * learningRate
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
    withoutGradients { start -= start.grad! * learningRate }
  }
  return losses
}

public func largestStableLearningRate(curvatures: [Double]) -> Double {
  if curvatures.contains(where: { $0 < 0 }) { return 0 }
  return 2 / (curvatures.max() ?? 0)
}
