// Mutant: a flat direction alone gives 0. Caught by: testFlatAndFallingDirections

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
  let limits = curvatures.filter { $0 != 0 }.map { $0 < 0 ? 0 : 2 / $0 }
  return limits.min() ?? 0
}
