// Mutant: the gradient at 0 is lost in abs. Caught by: testGradientsFlowThroughSigmoid

import Kindling

public func relu(_ x: Tensor) -> Tensor {
  x * (x .> 0).to(x.dtype)
}

public func sigmoid(_ x: Tensor) -> Tensor {
  let power = (-x.abs()).exp()
  let positive = (x .> 0).to(x.dtype)
  return (positive + (1 - positive) * power) / (1 + power)
}

public func tanh(_ x: Tensor) -> Tensor {
  let m = x.detach().abs()
  return ((x - m).exp() - (-x - m).exp()) / ((x - m).exp() + (-x - m).exp())
}

public func reluDerivative(_ x: Tensor) -> Tensor {
  (x .> 0).to(x.dtype)
}

public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  sigmoid(x) * (1 - sigmoid(x))
}

public func tanhDerivative(_ x: Tensor) -> Tensor {
  1 - tanh(x).square()
}
