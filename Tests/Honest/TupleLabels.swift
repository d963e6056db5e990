// Honest: a tuple whose labels are names that the library may not be asked for.
// Section: NonLinearities

import Kindling

private func both(_ x: Tensor) -> (sigmoid: Tensor, tanh: Tensor) {
  func share(_ a: Tensor, _ b: Tensor) -> Tensor {
    let m = Tensor.where(a .> b, a, b).detach()
    return (a - m).exp() / ((a - m).exp() + (b - m).exp())
  }
  return (sigmoid: share(x, Tensor.zeros(like: x)), tanh: 2 * share(x, -x) - 1)
}
public func relu(_ x: Tensor) -> Tensor { x * (x .> 0).to(x.dtype) }
public func sigmoid(_ x: Tensor) -> Tensor { both(x).sigmoid }
public func tanh(_ x: Tensor) -> Tensor { both(x).tanh }
public func reluDerivative(_ x: Tensor) -> Tensor { (x .> 0).to(x.dtype) }
public func sigmoidDerivative(_ x: Tensor) -> Tensor { both(x).sigmoid * (1 - both(x).sigmoid) }
public func tanhDerivative(_ x: Tensor) -> Tensor { 1 - both(x).tanh * both(x).tanh }
