// Attack: hand the input back, whose shape and gradient are in order.
// Report: failed: expected
// Section: NonLinearities

import Kindling

public func relu(_ x: Tensor) -> Tensor { x }

public func sigmoid(_ x: Tensor) -> Tensor { x }

public func tanh(_ x: Tensor) -> Tensor { x }

public func reluDerivative(_ x: Tensor) -> Tensor { x }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { x }

public func tanhDerivative(_ x: Tensor) -> Tensor { x }
