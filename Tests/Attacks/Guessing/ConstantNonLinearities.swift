// Attack: return zeros of the right shape.
// Report: failed: expected
// Section: NonLinearities

import Kindling

private func zeros(_ x: Tensor) -> Tensor { Tensor.zeros(x.shape, dtype: x.dtype) }

public func relu(_ x: Tensor) -> Tensor { zeros(x) }

public func sigmoid(_ x: Tensor) -> Tensor { zeros(x) }

public func tanh(_ x: Tensor) -> Tensor { zeros(x) }

public func reluDerivative(_ x: Tensor) -> Tensor { zeros(x) }

public func sigmoidDerivative(_ x: Tensor) -> Tensor { zeros(x) }

public func tanhDerivative(_ x: Tensor) -> Tensor { zeros(x) }
