// Mutant: a copy of the start is moved. Caught by: testLossesOfAQuadratic, testChangesStartInPlaceAndForgetsItsOldGradient, testCurvedLossAndZeroSteps

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
  let place = start.detach().clone().requiringGradient()
  var losses: [Double] = []
  for _ in 0..<steps {
    place.grad = nil
    let value = loss(place)
    losses.append(value.item())
    value.backward()
    withoutGradients { place -= place.grad! * learningRate }
  }
  return losses
}

public func largestStableLearningRate(curvatures: [Double]) -> Double {
  if curvatures.contains(where: { $0 < 0 }) { return 0 }
  return 2 / (curvatures.max() ?? 0)
}
