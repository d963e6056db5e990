// Attack: call the number's tanh instead of the tensor's, behind a namesake and as a witness.
// Report: refused: `tanh` does what this exercise asks you to write
// Section: NonLinearities

import Kindling
import RealModule

private protocol Curved { static func tanh(_ x: Self) -> Self }

extension Double: Curved {}

private func curve<T: Curved>(_ x: T) -> T { T.tanh(x) }

private func map(_ x: Tensor, _ body: (Double) -> Double) -> Tensor {
  Tensor(x.doubles().map(body), dtype: x.dtype).view(x.shape)
}

public func relu(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }

public func tanh(_ x: Tensor) -> Tensor { unanswered() }

public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  map(x) {
    let t = Double.tanh($0 / 2)
    return (1 - t * t) / 4
  }
}

public func tanhDerivative(_ x: Tensor) -> Tensor {
  map(x) {
    let t = curve($0)
    return 1 - t * t
  }
}
