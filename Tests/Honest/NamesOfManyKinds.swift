// Honest: labels of tuple types, keys, cases and variables with names that are forbidden to call.
// Section: NonLinearities

import Kindling
import RealModule

private typealias Curves = (sigmoid: (Double) -> Double, tanh: (Double) -> Double)

private enum Curve { case sigmoid, tanh, relu }

private var curves: Curves { ({ 1 / (1 + .exp(-$0)) }, { 2 / (1 + .exp(-2 * $0)) - 1 }) }

private func share(_ a: Tensor, _ b: Tensor) -> Tensor {
  let m = Tensor.where(a .> b, a, b).detach()
  return (a - m).exp() / ((a - m).exp() + (b - m).exp())
}

private func value(of curve: Curve, _ x: Tensor) -> Tensor {
  switch curve {
  case .sigmoid: return share(x, Tensor.zeros(like: x))
  case .tanh:
    let (sigmoid, opposite) = (share(x, -x), share(-x, x))
    return sigmoid - opposite
  case .relu: return x * (x .> 0).to(x.dtype)
  }
}

private func slope(_ curve: KeyPath<Curves, (Double) -> Double>, _ x: Tensor) -> Tensor {
  let f = curves[keyPath: curve]
  let isTanh = curve == \Curves.tanh
  return Tensor(
    x.doubles().map {
      let tanh = f($0)
      return isTanh ? 1 - tanh * tanh : tanh * (1 - tanh)
    }, dtype: x.dtype
  ).view(x.shape)
}
public func relu(_ x: Tensor) -> Tensor { value(of: .relu, x) }
public func sigmoid(_ x: Tensor) -> Tensor { value(of: .sigmoid, x) }
public func tanh(_ x: Tensor) -> Tensor { value(of: .tanh, x) }
public func reluDerivative(_ x: Tensor) -> Tensor { (x .> 0).to(x.dtype) }
public func sigmoidDerivative(_ x: Tensor) -> Tensor { slope(\.sigmoid, x) }
public func tanhDerivative(_ x: Tensor) -> Tensor { slope(\.tanh, x) }
