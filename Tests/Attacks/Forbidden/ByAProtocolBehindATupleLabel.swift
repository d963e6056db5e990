// Attack: call the number's tanh by way of its protocol, where a tuple has a label of its name.
// Report: refused: `tanh` does what this exercise asks you to write
// Section: NonLinearities

import Kindling
import RealModule

private let labelled = (tanh: 1, other: 2)

private func slope<T: Real>(_ x: T) -> T {
  let f: (T) -> T = T.tanh
  return 1 - f(x) * f(x)
}

public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }

public func tanhDerivative(_ x: Tensor) -> Tensor {
  Tensor(x.doubles().map(slope), dtype: x.dtype).view(x.shape)
}

public func relu(_ x: Tensor) -> Tensor { unanswered() }

public func tanh(_ x: Tensor) -> Tensor { unanswered() }

public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { unanswered() }
