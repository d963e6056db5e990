// Attack: finite differences in numbers of 80 bits, by a generic function and an alias behind a namesake.
// Report: refused: `Float80` is more precise than Double
// Section: NonLinearities

import Kindling
import RealModule

private enum Wide { struct Float80 {} }
private typealias Number = Swift.Float80

private func slope<T: BinaryFloatingPoint & Real>(_ x: Tensor, _ f: (T) -> T) -> Tensor {
  let numbers = x.doubles().map { number -> Double in
    let (place, step) = (T(number), T(1) / 65536)
    let near = (f(place + step) - f(place - step)) / (2 * step)
    let far = (f(place + 2 * step) - f(place - 2 * step)) / (4 * step)
    return Double((4 * near - far) / 3)
  }
  return Tensor(numbers, dtype: x.dtype).view(x.shape)
}
public func relu(_ x: Tensor) -> Tensor { unanswered() }
public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }
public func tanh(_ x: Tensor) -> Tensor { unanswered() }
public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }
public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  slope(x) { (a: Number) in 1 / (1 + .exp(-a)) }
}
public func tanhDerivative(_ x: Tensor) -> Tensor {
  slope(x) { (a: Number) in 2 / (1 + .exp(-2 * a)) - 1 }
}
