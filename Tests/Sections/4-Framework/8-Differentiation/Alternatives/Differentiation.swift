// 4.8 Differentiation: a second solution. The derivative is tidied up as it grows, elements are moved
// within one tensor, and the check goes element by element.

import Kindling
import RealModule

public func centralDifference(of f: (Double) -> Double, at x: Double, step: Double) -> Double {
  let places = (above: x + step, below: x - step)
  return (f(places.above) - f(places.below)) / (step + step)
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
  switch formula {
  case .number: .number(0)
  case .variable(let name): .number(name == variable ? 1 : 0)
  case .sum(let a, let b):
    plus(
      derivative(of: a, withRespectTo: variable), derivative(of: b, withRespectTo: variable))
  case .product(let a, let b):
    plus(
      times(derivative(of: a, withRespectTo: variable), b),
      times(a, derivative(of: b, withRespectTo: variable)))
  case .power, .sin, .cos, .exp, .log:
    times(outer(formula), derivative(of: inner(formula), withRespectTo: variable))
  }
}

/// What a function is applied to.
private func inner(_ formula: Formula) -> Formula {
  switch formula {
  case .power(let inner, _), .sin(let inner), .cos(let inner), .exp(let inner), .log(let inner):
    inner
  default: formula
  }
}

/// The derivative of a function, at what it is applied to.
private func outer(_ formula: Formula) -> Formula {
  switch formula {
  case .power(_, 0): .number(0)
  case .power(_, 1): .number(1)
  case .power(let base, let n): times(.number(Double(n)), .power(base, n - 1))
  case .sin(let inner): .cos(inner)
  case .cos(let inner): times(.number(-1), .sin(inner))
  case .exp: formula
  case .log(let inner): .power(inner, -1)
  default: .number(1)
  }
}

private func plus(_ a: Formula, _ b: Formula) -> Formula {
  switch (a, b) {
  case (.number(0), let other), (let other, .number(0)): other
  default: .sum(a, b)
  }
}

private func times(_ a: Formula, _ b: Formula) -> Formula {
  switch (a, b) {
  case (.number(0), _), (_, .number(0)): .number(0)
  case (.number(1), let other), (let other, .number(1)): other
  default: .product(a, b)
  }
}

public func numericalGradient(
  of function: (Tensor) -> Tensor, at x: Tensor, step: Double
) -> Tensor {
  withoutGradients {
    let place = x.detach().clone()
    let flat = place.isContiguous ? place : place.contiguous()
    let slopes = Tensor.zeros(x.elementCount, dtype: .float64)
    for index in 0..<x.elementCount {
      func value(at distance: Double) -> Double {
        let moved = flat.clone().view(-1)
        moved[index] += distance
        return function(moved.view(x.shape)).item()
      }
      slopes[index] += (value(at: step) - value(at: -step)) / (2 * step)
    }
    return slopes.view(x.shape)
  }
}

public func wrongElements(
  of derivative: (_ x: Tensor, _ gradient: Tensor) -> Tensor, for function: (Tensor) -> Tensor,
  at x: Tensor
) -> [Int] {
  let weights = Tensor.rand(function(x).shape, dtype: .float64) * 1.5 + 0.5
  let claim = derivative(x, weights).reshape(-1).doubles()
  let start = x.doubles()
  var wrong: [Int] = []
  for (index, claimed) in claim.enumerated() {
    let slope = centralDifference(
      of: { moved in
        var numbers = start
        numbers[index] = moved
        return (function(Tensor(numbers, dtype: .float64).view(x.shape)) * weights).sum().item()
      }, at: start[index], step: 1e-6)
    if abs(claimed - slope) <= 1e-5 + 1e-3 * abs(slope) { continue }
    wrong.append(index)
  }
  return wrong
}
