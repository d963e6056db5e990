// Attack: call the library's function where a tuple has a label of its name.
// Report: refused: `sigmoid` does what this exercise asks you to write
// Section: NonLinearities

import Kindling

private let labelled = (sigmoid: 1, other: 2)

public func sigmoid(_ x: Tensor) -> Tensor { x.sigmoid() * Double(labelled.sigmoid) }

public func relu(_ x: Tensor) -> Tensor { unanswered() }

public func tanh(_ x: Tensor) -> Tensor { unanswered() }

public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func tanhDerivative(_ x: Tensor) -> Tensor { unanswered() }
