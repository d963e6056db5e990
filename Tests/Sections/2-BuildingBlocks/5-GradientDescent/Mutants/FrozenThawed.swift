// Mutant: every parameter requires a gradient after the step, a frozen one too. Caught by: testParametersWithoutAGradientStay

import Kindling

public func sgdStep(_ parameters: [Tensor], learningRate: Double) {
  for parameter in parameters {
    let gradient = parameter.grad
    parameter.requiresGrad = false
    if let gradient { parameter -= gradient * learningRate }
    parameter.requiresGrad = true
    parameter.grad = gradient
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
  if curvatures.contains(where: { $0 < 0 }) { return 0 }
  let steepest = curvatures.max() ?? 0
  return steepest > 0 ? 2 / steepest : .infinity
}
