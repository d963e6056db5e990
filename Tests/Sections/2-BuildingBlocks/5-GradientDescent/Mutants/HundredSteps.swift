// Mutant: at most a hundred steps are taken. Caught by: testLossesOfAQuadratic

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
  for _ in 0..<min(steps, 100) {
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
