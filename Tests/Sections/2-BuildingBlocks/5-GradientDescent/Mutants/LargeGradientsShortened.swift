// Mutant: a gradient of more than 1000 is shortened. Caught by: testStepIsExact

import Kindling

public func sgdStep(_ parameters: [Tensor], learningRate: Double) {
  withoutGradients {
    for parameter in parameters {
      guard let gradient = parameter.grad else { continue }
      let length = gradient.square().sum().sqrt().item()
      parameter -= gradient * (length > 1000 ? learningRate * 1000 / length : learningRate)
    }
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
