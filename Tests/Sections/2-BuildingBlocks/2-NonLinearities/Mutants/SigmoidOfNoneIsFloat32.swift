// Mutant: the sigmoid of no element is float32. Caught by: testSigmoid

import Kindling

public func relu(_ x: Tensor) -> Tensor {
  x * (x .> 0).to(x.dtype)
}

public func sigmoid(_ x: Tensor) -> Tensor {
  if x.elementCount == 0 { return Tensor.zeros(x.shape) }
  return shares(of: x, against: Tensor.zeros(like: x)).first
}

public func tanh(_ x: Tensor) -> Tensor {
  let (first, second) = shares(of: x, against: -x)
  return first - second
}

public func reluDerivative(_ x: Tensor) -> Tensor {
  (x .> 0).to(x.dtype)
}

public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  let (first, second) = shares(of: x, against: Tensor.zeros(like: x))
  return first * second
}

public func tanhDerivative(_ x: Tensor) -> Tensor {
  let (first, second) = shares(of: x, against: -x)
  return 4 * first * second
}

private func shares(of a: Tensor, against b: Tensor) -> (first: Tensor, second: Tensor) {
  let larger = (b + (a - b) * (a .> b).to(a.dtype)).detach()
  let (first, second) = ((a - larger).exp(), (b - larger).exp())
  return (first / (first + second), second / (first + second))
}
