// Mutant: beside an infinite difference all is wrong. Caught by: testFindsAPlantedError

import Kindling
import RealModule

public func centralDifference(of f: (Double) -> Double, at x: Double, step: Double) -> Double {
  (f(x + step) - f(x - step)) / (2 * step)
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
  func slope(_ part: Formula) -> Formula { derivative(of: part, withRespectTo: variable) }
  switch formula {
  case .number: return .number(0)
  case .variable(let name): return .number(name == variable ? 1 : 0)
  case .sum(let a, let b): return .sum(slope(a), slope(b))
  case .product(let a, let b): return .sum(.product(slope(a), b), .product(a, slope(b)))
  case .power(_, 0): return .number(0)
  case .power(let base, let exponent):
    let outer = Formula.product(.number(Double(exponent)), .power(base, exponent - 1))
    return .product(outer, slope(base))
  case .sin(let inner): return .product(.cos(inner), slope(inner))
  case .cos(let inner): return .product(.product(.number(-1), .sin(inner)), slope(inner))
  case .exp(let inner): return .product(formula, slope(inner))
  case .log(let inner): return .product(.power(inner, -1), slope(inner))
  }
}

public func numericalGradient(
  of function: (Tensor) -> Tensor, at x: Tensor, step: Double
) -> Tensor {
  let start = x.doubles()
  func value(moving index: Int, by distance: Double) -> Double {
    var numbers = start
    numbers[index] += distance
    return function(Tensor(numbers, dtype: .float64).view(x.shape)).item()
  }
  let slopes = start.indices.map {
    (value(moving: $0, by: step) - value(moving: $0, by: -step)) / (2 * step)
  }
  return Tensor(slopes, dtype: .float64).view(x.shape)
}

public func wrongElements(
  of derivative: (_ x: Tensor, _ gradient: Tensor) -> Tensor, for function: (Tensor) -> Tensor,
  at x: Tensor
) -> [Int] {
  let weights = Tensor.uniform(function(x).shape, 0.5..<2, dtype: .float64)
  let claimed = derivative(x, weights).doubles()
  let numeric = numericalGradient(of: { (weights * function($0)).sum() }, at: x, step: 1e-6)
  return zip(claimed, numeric.doubles()).enumerated().compactMap { index, pair in
    let isRight = abs(pair.0 - pair.1) <= 1e-5 + 1e-3 * abs(pair.1)
    return isRight && pair.1.isFinite ? nil : index
  }
}
