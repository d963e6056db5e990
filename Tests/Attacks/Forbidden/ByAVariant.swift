// Attack: call variants of the library's whose parameters make them what the section asks for.
// Report: refused: `elu` does what this exercise asks you to write
// Section: NonLinearities

import Kindling

public func relu(_ x: Tensor) -> Tensor { x.elu(alpha: 0) }

public func sigmoid(_ x: Tensor) -> Tensor { x.logSigmoid().exp() }

public func tanh(_ x: Tensor) -> Tensor { 2 * (2 * x).logSigmoid().exp() - 1 }

public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func tanhDerivative(_ x: Tensor) -> Tensor { unanswered() }
