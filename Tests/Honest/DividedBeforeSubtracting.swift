// Honest: each value divided before they are subtracted; the slope of a cosine a quarter turn on.
// Section: Differentiation

import Kindling
import RealModule

public func centralDifference(of f: (Double) -> Double, at x: Double, step: Double) -> Double {
  let down = f(x - step)
  return f(x + step) / (2 * step) - down / (2 * step)
}

public indirect enum Formula: Sendable, CustomStringConvertible {
  case number(Double)
  case variable(String)
  case sum(Formula, Formula)
  case product(Formula, Formula)
  case power(Formula, Int)
  case sin(Formula)
  case cos(Formula)
  case exp(Formula)
  case log(Formula)

  public func value(at point: [String: Double]) -> Double {
    switch self {
    case .number(let number): number
    case .variable(let name): point[name] ?? .nan
    case .sum(let a, let b): a.value(at: point) + b.value(at: point)
    case .product(let a, let b): a.value(at: point) * b.value(at: point)
    case .power(let base, let exponent): .pow(base.value(at: point), exponent)
    case .sin(let inner): .sin(inner.value(at: point))
    case .cos(let inner): .cos(inner.value(at: point))
    case .exp(let inner): .exp(inner.value(at: point))
    case .log(let inner): .log(inner.value(at: point))
    }
  }

  public var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .variable(let name): name
    case .sum(let a, let b): "(\(a) + \(b))"
    case .product(let a, let b): "\(a) * \(b)"
    case .power(let base, let exponent): "(\(base))^\(exponent)"
    case .sin(let inner): "sin(\(inner))"
    case .cos(let inner): "cos(\(inner))"
    case .exp(let inner): "exp(\(inner))"
    case .log(let inner): "log(\(inner))"
    }
  }
}

public func derivative(of formula: Formula, withRespectTo variable: String) -> Formula {
  func power(_ f: Formula, _ n: Int) -> Formula {
    n > 0 ? (1..<n).reduce(f) { a, _ in .product(a, f) } : .power(f, n)
  }
  switch formula {
  case .number: return .number(0)
  case .variable(let name): return .number(name == variable ? 1 : 0)
  case .sum(let a, let b):
    return .sum(
      derivative(of: a, withRespectTo: variable), derivative(of: b, withRespectTo: variable))
  case .product(let a, let b):
    return .sum(
      .product(derivative(of: a, withRespectTo: variable), b),
      .product(derivative(of: b, withRespectTo: variable), a))
  case .power(let f, let n):
    guard n != 0 else { return .product(.number(0), .number(1)) }
    return .product(
      .number(Double(n)),
      .product(n == 1 ? .number(1) : power(f, n - 1), derivative(of: f, withRespectTo: variable)))
  case .sin(let f):
    return .product(.sin(.sum(f, .number(.pi / 2))), derivative(of: f, withRespectTo: variable))
  case .cos(let f):
    return .product(.cos(.sum(f, .number(.pi / 2))), derivative(of: f, withRespectTo: variable))
  case .exp(let f): return .product(derivative(of: f, withRespectTo: variable), .exp(f))
  case .log(let f):
    return .product(
      derivative(of: f, withRespectTo: variable), .exp(.product(.number(-1), .log(f))))
  }
}

public func numericalGradient(
  of function: (Tensor) -> Tensor, at x: Tensor, step: Double
) -> Tensor {
  let out = Tensor.zeros(x.shape, dtype: .float64)
  let (view, into) = (x.detach(), out.view(x.elementCount))
  var place = 0
  for index in x.shape.reduce(
    [[Int]()], { all, n in all.flatMap { i in (0..<n).map { i + [$0] } } })
  {
    let element = index.reduce(view) { $0[$1] }
    let old: Double = element.item()
    withoutGradients { element.fill(old - step) }
    let down: Double = function(view).item()
    withoutGradients { element.fill(old + step) }
    let up: Double = function(view).item()
    withoutGradients { element.fill(old) }
    into[place].fill((up - down) / 2 / step)
    place += 1
  }
  return out
}

public func wrongElements(
  of derivative: (_ x: Tensor, _ gradient: Tensor) -> Tensor, for function: (Tensor) -> Tensor,
  at x: Tensor
) -> [Int] {
  let start = x.detach().clone()
  let shape = function(start).shape
  let w = Tensor((0..<shape.elementCount).map { _ in Double.random(in: 0.5...2) }, dtype: .float64)
    .view(shape)
  let claims = derivative(start.clone(), w.clone()).detach().doubles()
  func value(_ i: Int, _ h: Double) -> Double {
    var numbers = start.doubles()
    numbers[i] += h
    return withoutGradients {
      (function(Tensor(numbers, dtype: .float64).view(x.shape)) * w).sum().item()
    }
  }
  return claims.indices.filter { i in
    let n = (value(i, 1e-6) - value(i, -1e-6)) / 2e-6
    let limit = 1e-5 + 1e-3 * n.magnitude
    return !((claims[i] - n).magnitude <= limit)
  }
}
