// 4.8 Differentiation: solution

import Kindling
import RealModule

/// Part 1, 2 points. The slope of a function, from two of its values: (f(x + h) - f(x - h)) / 2h.
///
/// f is called at these two places, once each, and nowhere else. h is taken as it is given, even where
/// another step would give a better result.
///
/// - Parameters:
///   - f: a function of one number.
///   - x: where its slope is wanted.
///   - step: h, a positive number.
/// - Returns: the central difference.
///
/// Example:
/// ```
/// centralDifference(of: { $0 * $0 * $0 }, at: 2, step: 0.5)
/// // 12.25, where the slope is 12
/// ```
public func centralDifference(of f: (Double) -> Double, at x: Double, step: Double) -> Double {
  (f(x + step) - f(x - step)) / (2 * step)
}

/// A formula, such as x * sin(y). This type is given: part 2 takes one and returns one.
public indirect enum Formula: Sendable, CustomStringConvertible {
  case number(Double)
  case variable(String)
  case sum(Formula, Formula)
  case product(Formula, Formula)
  /// A base and its exponent, a whole number that may be 0 or negative.
  case power(Formula, Int)
  case sin(Formula)
  case cos(Formula)
  case exp(Formula)
  /// The natural logarithm.
  case log(Formula)

  /// What the formula comes to where each of its variables has a value.
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

/// Part 2, 3 points. The derivative of a formula, as a formula.
///
/// The other variables count as constants: it is the partial derivative. What counts is the value that
/// the result has, not how it is written, so `x * 0 + 1 * 2` is as good as `2`. It can itself be
/// differentiated. `power(x, 0)` is 1 for every x, so its derivative is 0 for every x, and at x = 0
/// too.
///
/// - Parameters:
///   - formula: what is differentiated.
///   - variable: the name of the variable that moves. The formula may be without it.
/// - Returns: a formula of the same variables.
///
/// Example:
/// ```
/// derivative(of: .product(.variable("x"), .sin(.variable("y"))), withRespectTo: "y")
/// // a formula whose value is x * cos(y)
/// ```
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

/// Part 3, 2 points. The gradient of a function of a tensor, from two of its values for each
/// element.
///
/// Each element in turn is moved up and down by `step`, with all others as they are, and its slope is
/// the central difference of part 1. `function` is called twice for each element of x, at these places,
/// and nowhere else. x is left as it was, to the last bit, and so are its `requiresGrad` and `grad`.
///
/// - Parameters:
///   - function: takes a float64 tensor of x's shape, and returns a float64 tensor with one element. It
///     may itself be made of tensors that require a gradient.
///   - x: finite numbers, float64, of any shape, even with no element.
///   - step: how far an element is moved to either side, a positive number.
/// - Returns: the slopes: float64, of x's shape, requiring no gradient.
///
/// Example:
/// ```
/// let x = Tensor([[1.0, 2.0], [3.0, 4.0]], dtype: .float64)
/// numericalGradient(of: { ($0 * $0).sum() }, at: x, step: 0.5)
/// // tensor([[2., 4.],
/// //         [6., 8.]], dtype=torch.float64)
/// ```
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

/// Part 4, 3 points. A gradient check: which elements of a derivative are wrong?
///
/// `function` may return any number of elements. So that there is one number to differentiate, weight
/// them: draw a random w of the result's shape, float64, each element from 0.5 to 2, and take L(x), the
/// sum of w * function(x). `derivative(x, w)` claims to be the gradient of L at x. Hold each of its elements c
/// against the central difference n of L, with the step 1e-6. An element is right if
///
///     |c - n| <= 1e-5 + 1e-3 * |n|
///
/// and wrong otherwise; so one that is NaN is wrong. Take it as it stands where numbers are infinite,
/// too: beside an infinite n a finite c is right, and the same infinity is wrong, since their
/// difference is NaN. `derivative` is called once. It can be answered without part 3. x is left as it
/// was.
///
/// - Parameters:
///   - derivative: takes x and the gradient of the result, w, and returns a float64 tensor of x's shape.
///   - function: takes a float64 tensor of x's shape, and returns a float64 tensor of any shape, always
///     the same for the same x.
///   - x: finite numbers, float64, of any shape, even with no element.
/// - Returns: the positions of the wrong elements, from the first to the last, counted from 0 in the
///   order of `x.doubles()`.
///
/// Example:
/// ```
/// let x = Tensor([1.0, 2.0, 0.0], dtype: .float64)
/// wrongElements(of: { x, w in w * x }, for: { $0 * $0 }, at: x)
/// // [0, 1]: the derivative of x * x is w * 2x. At 0 both are 0.
/// ```
public func wrongElements(
  of derivative: (_ x: Tensor, _ gradient: Tensor) -> Tensor, for function: (Tensor) -> Tensor,
  at x: Tensor
) -> [Int] {
  let weights = Tensor.uniform(function(x).shape, 0.5..<2, dtype: .float64)
  let claimed = derivative(x, weights).doubles()
  let numeric = numericalGradient(of: { (weights * function($0)).sum() }, at: x, step: 1e-6)
  return zip(claimed, numeric.doubles()).enumerated().compactMap { index, pair in
    let isRight = abs(pair.0 - pair.1) <= 1e-5 + 1e-3 * abs(pair.1)
    return isRight ? nil : index
  }
}
