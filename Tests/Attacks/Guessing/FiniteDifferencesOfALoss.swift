// Attack: go downhill by differences of the loss, one element of the place after the other.
// Report: failed: expected
// Section: GradientDescent

import Kindling

public func sgdStep(_ parameters: [Tensor], learningRate: Double) { unanswered() }

public func minimize(
  _ loss: (Tensor) -> Tensor, from start: Tensor, learningRate: Double, steps: Int
) -> [Double] {
  var losses: [Double] = []
  for _ in 0..<steps {
    let here = start.detach().clone()
    let numbers = here.doubles()
    let h = start.dtype == .float64 ? 1e-3 : 1e-2
    func value(_ place: [Double]) -> Double {
      withoutGradients {
        start.copy(from: Tensor(place, dtype: start.dtype).view(start.shape))
        return loss(start).item()
      }
    }
    losses.append(value(numbers))
    var slopes: [Double] = []
    for n in numbers.indices {
      func at(_ step: Double) -> Double {
        var place = numbers
        place[n] += step
        return value(place)
      }
      slopes.append((8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h))
    }
    withoutGradients {
      _ = start.copy(
        from: here - Tensor(slopes, dtype: start.dtype).view(start.shape) * learningRate)
    }
  }
  return losses
}

public func largestStableLearningRate(curvatures: [Double]) -> Double { unanswered() }
