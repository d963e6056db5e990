// Attack: take derivatives by finite differences instead of writing them.
// Report: failed: expected
// Section: NonLinearities

import Kindling
import RealModule

private func slope(_ x: Tensor, _ f: (Double) -> Double) -> Tensor {
  let h = 1e-5
  let slopes = x.doubles().map { (f($0 + h) - f($0 - h)) / (2 * h) }
  return Tensor(slopes, dtype: x.dtype).view(x.shape)
}

public func relu(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }

public func tanh(_ x: Tensor) -> Tensor { unanswered() }

public func reluDerivative(_ x: Tensor) -> Tensor { slope(x) { $0 > 0 ? $0 : 0 } }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { slope(x) { 1 / (1 + .exp(-$0)) } }

public func tanhDerivative(_ x: Tensor) -> Tensor {
  slope(x) { (Double.exp($0) - .exp(-$0)) / (.exp($0) + .exp(-$0)) }
}
