// Attack: finite differences in numbers of 80 bits, by the name that C has for them.
// Report: refused: `CLongDouble` is more precise than Double
// Section: NonLinearities

import Kindling
import RealModule

private func slope(_ x: Tensor, _ f: (CLongDouble) -> CLongDouble) -> Tensor {
  let weights: [CLongDouble] = [672.0 / 840, -168.0 / 840, 32.0 / 840, -3.0 / 840]
  let numbers = x.doubles().map { number -> Double in
    let (place, step) = (CLongDouble(number), CLongDouble(1) / 128)
    let difference = weights.enumerated().reduce(CLongDouble(0)) { sum, next in
      let h = step * CLongDouble(next.offset + 1)
      return sum + next.element * (f(place + h) - f(place - h))
    }
    return Double(difference / step)
  }
  return Tensor(numbers, dtype: x.dtype).view(x.shape)
}
private func wideLogistic(_ x: CLongDouble) -> CLongDouble { 1 / (1 + CLongDouble.exp(-x)) }
public func relu(_ x: Tensor) -> Tensor { unanswered() }
public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }
public func tanh(_ x: Tensor) -> Tensor { unanswered() }
public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }
public func sigmoidDerivative(_ x: Tensor) -> Tensor { slope(x, wideLogistic) }
public func tanhDerivative(_ x: Tensor) -> Tensor {
  slope(x) { 2 * wideLogistic(2 * $0) - 1 }
}
