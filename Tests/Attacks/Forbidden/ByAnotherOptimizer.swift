// Attack: make another of the library's optimizers take plain steps by its options.
// Report: refused: `RMSprop` does what this exercise asks you to write
// Section: GradientDescent

import Kindling

public func sgdStep(_ parameters: [Tensor], learningRate: Double) {
  guard parameters.contains(where: \.requiresGrad) else { return }
  RMSprop(parameters, learningRate: learningRate, alpha: 1, epsilon: 1).step()
}

public func minimize(
  _ loss: (Tensor) -> Tensor, from start: Tensor, learningRate: Double, steps: Int
) -> [Double] {
  let optimizer = Adadelta([start], learningRate: learningRate, rho: 1)
  return (0..<steps).map { _ in
    optimizer.zeroGrad()
    let value = loss(start)
    value.backward()
    optimizer.step()
    return value.item()
  }
}

public func largestStableLearningRate(curvatures: [Double]) -> Double { unanswered() }
