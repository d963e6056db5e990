// Mutant: no gradient flows through relu of rank 0. Caught by: testRelu

import Kindling

public func relu(_ x: Tensor) -> Tensor {
  x.rank == 0 ? x.detach() * (x .> 0).to(x.dtype) : x * (x .> 0).to(x.dtype)
}

public func sigmoid(_ x: Tensor) -> Tensor {
  shares(of: x, against: Tensor.zeros(like: x)).first
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
