// Attack: finite differences in numbers of 80 bits, whose rounding no test of doubles sees.
// Report: refused: `Float80` is more precise than Double
// Section: NonLinearities

import Kindling
import RealModule

private func slope(_ x: Tensor, _ f: (Float80) -> Float80) -> Tensor {
  let weights: [Float80] = [672.0 / 840, -168.0 / 840, 32.0 / 840, -3.0 / 840]
  let numbers = x.doubles().map { number -> Double in
    let (place, step) = (Float80(number), Float80(1) / 128)
    let difference = weights.enumerated().reduce(Float80(0)) { sum, next in
      let h = step * Float80(next.offset + 1)
      return sum + next.element * (f(place + h) - f(place - h))
    }
    return Double(difference / step)
  }
  return Tensor(numbers, dtype: x.dtype).view(x.shape)
}
private func wideLogistic(_ x: Float80) -> Float80 { 1 / (1 + Float80.exp(-x)) }
public func relu(_ x: Tensor) -> Tensor { unanswered() }
public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }
public func tanh(_ x: Tensor) -> Tensor { unanswered() }
public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }
public func sigmoidDerivative(_ x: Tensor) -> Tensor { slope(x, wideLogistic) }
public func tanhDerivative(_ x: Tensor) -> Tensor {
  slope(x) { 2 * wideLogistic(2 * $0) - 1 }
}
