// Honest: numbers of 16 and 128 bits, and generics over their protocols.
// Section: GradientDescent

import Kindling
import RealModule

private func largest<T: Real>(_ numbers: [T]) -> T { numbers.reduce(0) { T.maximum($0, $1) } }

private func roundTrip(_ number: Double) -> Double {
  precondition(Float16(number) + Float16(0) <= Float16.infinity)
  precondition(
    Float.exp(0) == 1 && Int128(Double.minimum(number, 1e30).rounded()) / 3 <= Int128.max)
  return number
}

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
  (0..<steps).map { _ in
    start.grad = nil
    let value = loss(start)
    value.backward()
    sgdStep([start], learningRate: learningRate)
    return value.item()
  }
}

public func largestStableLearningRate(curvatures: [Double]) -> Double {
  curvatures.contains { $0 < 0 } ? 0 : 2 / roundTrip(largest(curvatures))
}
