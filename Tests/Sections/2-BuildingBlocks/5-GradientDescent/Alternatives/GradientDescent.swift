// 2.5 Gradient descent: a second solution. Number by number instead of tensor by tensor, gradients
// asked for instead of gathered, and the limit found direction by direction.

import Kindling

public func sgdStep(_ parameters: [Tensor], learningRate: Double) {
  for parameter in parameters {
    guard let gradient = parameter.grad else { continue }
    move(parameter, against: gradient, learningRate)
  }
}

public func minimize(
  _ loss: (Tensor) -> Tensor, from start: Tensor, learningRate: Double, steps: Int
) -> [Double] {
  (0..<steps).map { _ in
    let value = loss(start)
    if let gradient = grad(of: value, withRespectTo: [start])[0] {
      move(start, against: gradient, learningRate)
    }
    return value.item()
  }
}

public func largestStableLearningRate(curvatures: [Double]) -> Double {
  var limit = Double.infinity
  for curvature in curvatures where curvature != 0 {
    limit = curvature < 0 ? 0 : min(limit, 2 / curvature)
    if limit == 0 { break }
  }
  return limit
}

private func move(_ place: Tensor, against slope: Tensor, _ learningRate: Double) {
  let moved = zip(place.doubles(), slope.doubles()).map { $0 - learningRate * $1 }
  // The detached tensor shares the numbers of `place` and is not watched.
  place.detach().copy(from: Tensor(moved, dtype: place.dtype).view(place.shape))
}
