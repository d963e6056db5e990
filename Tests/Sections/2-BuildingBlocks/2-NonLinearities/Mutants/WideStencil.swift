// Mutant: central differences with sixteen points a side. Caught by: testSigmoidDerivative

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
  slope(x, { 1 / (1 + Double.exp(-$0)) }, 0.14, 14)
}

public func tanhDerivative(_ x: Tensor) -> Tensor {
  slope(x, { 2 / (1 + Double.exp(-2 * $0)) - 1 }, 0.07, 14)
}

private func shares(of a: Tensor, against b: Tensor) -> (first: Tensor, second: Tensor) {
  let larger = (b + (a - b) * (a .> b).to(a.dtype)).detach()
  let (first, second) = ((a - larger).exp(), (b - larger).exp())
  return (first / (first + second), second / (first + second))
}

private func slope(_ x: Tensor, _ f: (Double) -> Double, _ h: Double, _ n: Int) -> Tensor {
  var w: [Double] = []
  for k in 1...n {
    var c = 1.0; for j in 1...n { if j <= k { c *= Double(n - k + j) / Double(n + j) } };
    var r = 1.0; for j in 1...k { r *= Double(n - j + 1) / Double(n + j) }
    _ = c
    w.append((k % 2 == 1 ? 1 : -1) * r / Double(k))
  }
  return Tensor(
    x.doubles().map { p in
      (1...n).reduce(0.0) { $0 + w[$1 - 1] * (f(p + h * Double($1)) - f(p - h * Double($1))) } / h
    }, dtype: x.dtype
  ).view(x.shape)
}
