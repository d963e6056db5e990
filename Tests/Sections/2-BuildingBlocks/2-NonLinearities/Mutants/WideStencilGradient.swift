// Mutant: gradients by central differences with fourteen points a side. Caught by: testGradientsFlowThroughSigmoid

import Kindling
import RealModule

public func relu(_ x: Tensor) -> Tensor {
  x * (x .> 0).to(x.dtype)
}

public func sigmoid(_ x: Tensor) -> Tensor { Logistic()(x) }

public func tanh(_ x: Tensor) -> Tensor { Hyper()(x) }

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

private func slope(_ x: Tensor, _ f: (Double) -> Double, _ h: Double, _ n: Int) -> Tensor {
  var w: [Double] = []
  for k in 1...n {
    var r = 1.0; for j in 1...k { r *= Double(n - j + 1) / Double(n + j) }
    w.append((k % 2 == 1 ? 1 : -1) * r / Double(k))
  }
  return Tensor(
    x.doubles().map { p in
      (1...n).reduce(0.0) { $0 + w[$1 - 1] * (f(p + h * Double($1)) - f(p - h * Double($1))) } / h
    }, dtype: x.dtype
  ).view(x.shape)
}

private struct Logistic: DifferentiableFunction {
  func forward(_ i: [Tensor], _ c: FunctionContext) -> Tensor {
    c.save(i[0]); return 1 / (1 + (-i[0]).exp())
  }
  func backward(_ g: Tensor, _ c: FunctionContext) -> [Tensor?] {
    [g * slope(c.saved[0], { 1 / (1 + Double.exp(-$0)) }, 0.14, 14)]
  }
}

private struct Hyper: DifferentiableFunction {
  func forward(_ i: [Tensor], _ c: FunctionContext) -> Tensor {
    c.save(i[0]); return 2 / (1 + (-2 * i[0]).exp()) - 1
  }
  func backward(_ g: Tensor, _ c: FunctionContext) -> [Tensor?] {
    [g * slope(c.saved[0], { 2 / (1 + Double.exp(-2 * $0)) - 1 }, 0.07, 14)]
  }
}
