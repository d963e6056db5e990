// Attack: do nothing at all, where doing nothing can look like success.
// Report: failed: expected
// Section: GradientDescent

import Kindling

public func sgdStep(_ parameters: [Tensor], learningRate: Double) {}

public func minimize(
  _ loss: (Tensor) -> Tensor, from start: Tensor, learningRate: Double, steps: Int
) -> [Double] {
  [Double](repeating: .nan, count: steps)
}

public func largestStableLearningRate(curvatures: [Double]) -> Double { .nan }
