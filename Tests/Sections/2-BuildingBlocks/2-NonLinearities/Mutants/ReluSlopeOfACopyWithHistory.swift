// Mutant: by backward() on a copy that keeps its history, which gets no gradient where x requires one. Caught by: testReluDerivative

import Kindling

public func relu(_ x: Tensor) -> Tensor {
  x * (x .> 0).to(x.dtype)
}

public func sigmoid(_ x: Tensor) -> Tensor {
  shares(of: x, against: Tensor.zeros(like: x)).first
}

public func tanh(_ x: Tensor) -> Tensor {
  let (first, second) = shares(of: x, against: -x)
  return first - second
}

public func reluDerivative(_ x: Tensor) -> Tensor {
  let copy = x.clone().requiringGradient()
  withGradients { (copy * (copy .> 0).to(x.dtype)).sum().backward() }
  return copy.grad ?? Tensor.zeros(like: x)
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
