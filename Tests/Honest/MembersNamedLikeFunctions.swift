// Honest: members named tanh and sigmoid of a type that is generic over Real and calls exp alone.
// Section: NonLinearities

import Kindling
import RealModule

private struct Squeeze<Scalar: Real> {
  let x: Scalar
  var sigmoid: Scalar { 1 / (1 + .exp(-x)) }
  var tanh: Scalar { 2 / (1 + .exp(-2 * x)) - 1 }
}
private func share(_ a: Tensor, _ b: Tensor) -> Tensor {
  let m = Tensor.where(a .> b, a, b).detach()
  return (a - m).exp() / ((a - m).exp() + (b - m).exp())
}
private func map(_ x: Tensor, _ f: (Double) -> Double) -> Tensor {
  Tensor(x.doubles().map(f), dtype: x.dtype).view(x.shape)
}
public func relu(_ x: Tensor) -> Tensor { x * (x .> 0).to(x.dtype) }
public func sigmoid(_ x: Tensor) -> Tensor { share(x, Tensor.zeros(like: x)) }
public func tanh(_ x: Tensor) -> Tensor { 2 * share(x, -x) - 1 }
public func reluDerivative(_ x: Tensor) -> Tensor { (x .> 0).to(x.dtype) }
public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  map(x) {
    let s = Squeeze(x: $0).sigmoid; return s * (1 - s)
  }
}
public func tanhDerivative(_ x: Tensor) -> Tensor {
  map(x) {
    let t = Squeeze(x: $0).tanh; return 1 - t * t
  }
}
