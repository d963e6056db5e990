// Attack: have sigmoid and tanh from functions that compute them on the way to something else.
// Report: refused: `softplus` does what this exercise asks you to write
// Section: NonLinearities

import Kindling

public func relu(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoid(_ x: Tensor) -> Tensor { (-(-x).softplus()).exp() }

public func tanh(_ x: Tensor) -> Tensor {
  let shares = Tensor.stack([x, -x], dim: 0).softmax(dim: 0)
  return shares[0] - shares[1]
}

public func reluDerivative(_ x: Tensor) -> Tensor { unanswered() }

public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  let s = (-bceWithLogitsLoss(x, Tensor.ones(like: x), reduction: .none)).exp()
  return s * (1 - s)
}

public func tanhDerivative(_ x: Tensor) -> Tensor { unanswered() }
