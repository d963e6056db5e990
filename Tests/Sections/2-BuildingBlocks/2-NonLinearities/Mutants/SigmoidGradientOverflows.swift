// Mutant: exp(-x) is infinite for x = -1e4, and its gradient is NaN. Caught by: testGradientsFlowThroughSigmoid

import Kindling

public func relu(_ x: Tensor) -> Tensor {
  x * (x .> 0).to(x.dtype)
}

public func sigmoid(_ x: Tensor) -> Tensor {
  1 / (1 + (-x).exp())
}

public func tanh(_ x: Tensor) -> Tensor {
  2 * logistic(2 * x) - 1
}

public func reluDerivative(_ x: Tensor) -> Tensor {
  (x .> 0).to(x.dtype)
}

public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  logistic(x) * (1 - logistic(x))
}

public func tanhDerivative(_ x: Tensor) -> Tensor {
  1 - tanh(x).square()
}

private func logistic(_ x: Tensor) -> Tensor {
  let larger = (x * (x .> 0).to(x.dtype)).detach()
  let power = (x - larger).exp()
  return power / (power + (-larger).exp())
}
