// Honest: the derivatives by the gradient of the answers above.
// Section: NonLinearities

import Kindling
private func slope(of f: (Tensor) -> Tensor, at x: Tensor) -> Tensor {
  let leaf = x.detach().clone().requiringGradient();
  return withGradients { grad(of: f(leaf).sum(), withRespectTo: [leaf])[0]! }
}
private func shares(of a: Tensor, against b: Tensor) -> (first: Tensor, second: Tensor) {
  let larger = (b + (a - b) * (a .> b).to(a.dtype)).detach()
  let (first, second) = ((a - larger).exp(), (b - larger).exp())
  return (first / (first + second), second / (first + second))
}

public func relu(_ x: Tensor) -> Tensor { x * (x .> 0).to(x.dtype) }
public func sigmoid(_ x: Tensor) -> Tensor { shares(of: x, against: Tensor.zeros(like: x)).first }
public func tanh(_ x: Tensor) -> Tensor { let (a, b) = shares(of: x, against: -x); return a - b }
public func reluDerivative(_ x: Tensor) -> Tensor { slope(of: relu, at: x) }
public func sigmoidDerivative(_ x: Tensor) -> Tensor { slope(of: sigmoid, at: x) }
public func tanhDerivative(_ x: Tensor) -> Tensor { slope(of: tanh, at: x) }
