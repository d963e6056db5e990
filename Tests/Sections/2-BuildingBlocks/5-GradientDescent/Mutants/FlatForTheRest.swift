// Mutant: where the gradient is 0 the same loss is reported for all steps left, without taking them. Caught by: testConvergesBelowTheLimitAndDivergesBeyondIt

import Kindling

public func sgdStep(_ parameters: [Tensor], learningRate: Double) {
  withoutGradients {
    for parameter in parameters {
      if let gradient = parameter.grad { parameter -= gradient * learningRate }
    }
  }
}

public func minimize(
  _ loss: (Tensor) -> Tensor, from start: Tensor, learningRate: Double, steps: Int
) -> [Double] {
  var losses: [Double] = []
  while losses.count < steps {
    start.grad = nil
    let value = loss(start)
    losses.append(value.item())
    value.backward()
    if let gradient = start.grad, (gradient .== 0).all() {
      losses += Array(repeating: value.item(), count: steps - losses.count)
      break
    }
    sgdStep([start], learningRate: learningRate)
  }
  return losses
}

public func largestStableLearningRate(curvatures: [Double]) -> Double {
  if curvatures.contains(where: { $0 < 0 }) { return 0 }
  let steepest = curvatures.max() ?? 0
  return steepest > 0 ? 2 / steepest : .infinity
}
