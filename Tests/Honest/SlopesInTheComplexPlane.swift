// Honest: slopes by a step into the complex plane, whose values do not cancel.
// Section: NonLinearities

import Kindling
import RealModule

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
  (x .> 0).to(x.dtype)
}

public func sigmoidDerivative(_ x: Tensor) -> Tensor {
  slope(x) { x, h in
    let p = power(-x, -h)
    return Complex(re: 1, im: 0) / Complex(re: 1 + p.re, im: p.im)
  }
}

public func tanhDerivative(_ x: Tensor) -> Tensor {
  slope(x) { x, h in
    let (p, q) = (power(x, h), power(-x, -h))
    return Complex(re: p.re - q.re, im: p.im - q.im) / Complex(re: p.re + q.re, im: p.im + q.im)
  }
}

private func shares(of a: Tensor, against b: Tensor) -> (first: Tensor, second: Tensor) {
  let larger = (b + (a - b) * (a .> b).to(a.dtype)).detach()
  let (first, second) = ((a - larger).exp(), (b - larger).exp())
  return (first / (first + second), second / (first + second))
}

private struct Complex {
  var re: Double, im: Double
  static func / (a: Complex, b: Complex) -> Complex {
    let n = b.re * b.re + b.im * b.im
    return Complex(re: (a.re * b.re + a.im * b.im) / n, im: (a.im * b.re - a.re * b.im) / n)
  }
}

private func power(_ x: Double, _ h: Double) -> Complex {
  let size = Double.exp(x)
  return Complex(re: size, im: size * h)
}

private func slope(_ x: Tensor, _ f: (Double, Double) -> Complex) -> Tensor {
  let h = 1e-150
  let numbers = x.doubles().map { x in abs(x) > 300 ? 0 : f(x, h).im / h }
  return Tensor(numbers, dtype: x.dtype).view(x.shape)
}
