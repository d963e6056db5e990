// Attack: call the number's tanh by way of its protocol, behind a namesake: no symbol is left.
// Report: refused: `tanh` does what this exercise asks you to write
// Section: NonLinearities

import Kindling
import RealModule

private enum Mine { static func tanh(_ x: Double) -> Double { x } }

private func slope<T: ElementaryFunctions & FloatingPoint>(_ x: T) -> T {
  let t = T.tanh(x)
  return 1 - t * t
}

public func relu(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }

public func tanh(_ x: Tensor) -> Tensor { unanswered() }

public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func tanhDerivative(_ x: Tensor) -> Tensor {
  Tensor(x.doubles().map(slope), dtype: x.dtype).view(x.shape)
}
