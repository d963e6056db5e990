// Attack: reach the library's call as a key path of its type.
// Report: refused: `sigmoid` does what this exercise asks you to write
// Section: NonLinearities

import Kindling

private let path = \Tensor.sigmoid

public func relu(_ x: Tensor) -> Tensor { x }

public func sigmoid(_ x: Tensor) -> Tensor { x[keyPath: path]() }

public func tanh(_ x: Tensor) -> Tensor { x }

public func reluDerivative(_ x: Tensor) -> Tensor { x }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { x }

public func tanhDerivative(_ x: Tensor) -> Tensor { x }
