// Attack: call the library's function by an alias of Tensor that is named like the module.
// Report: refused: `sigmoid` does what this exercise asks you to write
// Section: NonLinearities

import Kindling

private typealias NonLinearities = Tensor

public func sigmoid(_ x: Tensor) -> Tensor { NonLinearities.sigmoid(x)() }

public func relu(_ x: Tensor) -> Tensor { unanswered() }

public func tanh(_ x: Tensor) -> Tensor { unanswered() }

public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func tanhDerivative(_ x: Tensor) -> Tensor { unanswered() }
