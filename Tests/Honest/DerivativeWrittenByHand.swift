// Honest: a function with a derivative written by hand.
// Section: NonLinearities

import Kindling
private struct Logistic: DifferentiableFunction {
  func forward(_ i: [Tensor], _ c: FunctionContext) -> Tensor {
    let y = 1 / (1 + (-i[0]).exp()); c.save(y); return y
  }
  func backward(_ g: Tensor, _ c: FunctionContext) -> [Tensor?] {
    let y = c.saved[0]; return [g * y * (1 - y)]
  }
}
private func shares(of a: Tensor, against b: Tensor) -> (first: Tensor, second: Tensor) {
  let larger = (b + (a - b) * (a .> b).to(a.dtype)).detach()
  let (first, second) = ((a - larger).exp(), (b - larger).exp())
  return (first / (first + second), second / (first + second))
}

public func relu(_ x: Tensor) -> Tensor { x * (x .> 0).to(x.dtype) }
public func sigmoid(_ x: Tensor) -> Tensor { Logistic()(x) }
public func tanh(_ x: Tensor) -> Tensor { 2 * Logistic()(2 * x) - 1 }
public func reluDerivative(_ x: Tensor) -> Tensor { (x .> 0).to(x.dtype) }
public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  let (a, b) = shares(of: x, against: Tensor.zeros(like: x)); return a * b
}
public func tanhDerivative(_ x: Tensor) -> Tensor {
  let (a, b) = shares(of: x, against: -x); return 4 * a * b
}
