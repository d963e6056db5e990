// Attack: cut off at 0 by the library's own cut.
// Report: refused: `clamp` does what this exercise asks you to write
// Section: NonLinearities

import Kindling

public func relu(_ x: Tensor) -> Tensor { x.clamp(min: 0) }

public func sigmoid(_ x: Tensor) -> Tensor { unanswered() }

public func tanh(_ x: Tensor) -> Tensor { unanswered() }

public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func tanhDerivative(_ x: Tensor) -> Tensor { unanswered() }
