// Mutant: the formula as it is gives infinity / infinity far from 0. Caught by: testTanh, testGradientsFlowThroughTanh

import Kindling

public func relu(_ x: Tensor) -> Tensor {
  x * (x .> 0).to(x.dtype)
}

public func sigmoid(_ x: Tensor) -> Tensor {
  let larger = (x * (x .> 0).to(x.dtype)).detach()
  let power = (x - larger).exp()
  return power / (power + (-larger).exp())
}

public func tanh(_ x: Tensor) -> Tensor {
  (x.exp() - (-x).exp()) / (x.exp() + (-x).exp())
}

public func reluDerivative(_ x: Tensor) -> Tensor {
  (x .> 0).to(x.dtype)
}

public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  sigmoid(x) * (1 - sigmoid(x))
}

public func tanhDerivative(_ x: Tensor) -> Tensor {
  1 - (2 * sigmoid(2 * x) - 1).square()
}
