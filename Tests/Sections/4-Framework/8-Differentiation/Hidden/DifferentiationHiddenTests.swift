import Differentiation
import ExerciseTesting
import Kindling
import RealModule
import XCTest

final class DifferentiationHiddenTests: ExerciseTestCase {
  // MARK: centralDifference

  /// Calls the answer, and holds its result and the places where it called f against the formula.
  private func expectCentralDifference(
    of f: (Double) -> Double, _ text: String, at x: Double, step: Double,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let told: KeyValuePairs<String, Any> = ["f": Code(text), "x": x, "step": step]
    var places: [Double] = []
    announce(told)
    let found = centralDifference(
      of: {
        places.append($0); return f($0)
      }, at: x, step: step)
    let (above, below) = (f(x + step), f(x - step))
    expectClose(
      Tensor(found, dtype: .float64), Tensor((above - below) / (2 * step), dtype: .float64),
      tolerance: Tolerance(relative: 1e-9, absolute: 0), for: told,
      recognising: [
        "only the value above is taken, (f(x + h) - f(x)) / h": Tensor(
          (above - f(x)) / step, dtype: .float64),
        "only the value below is taken, (f(x) - f(x - h)) / h": Tensor(
          (f(x) - below) / step, dtype: .float64),
        "the difference is divided by h, where the places are 2h apart": Tensor(
          (above - below) / step, dtype: .float64),
        "the value above is taken from the one below": Tensor(
          (below - above) / (2 * step), dtype: .float64),
        "the difference is divided by (x + h) - (x - h), which is rounded and not 2h": Tensor(
          (above - below) / ((x + step) - (x - step)), dtype: .float64),
      ], file: file, line: line)
    expectEqual(
      places.sorted(), [x - step, x + step], for: told, "where f was called", file: file, line: line
    )
  }

  func testFollowsTheFormula() {
    // Powers of 2, so that the places and their distance are exact.
    for exponent in [1, -2, -10] {
      let (x, step) = (inputs.number(in: 0.5...2), Double.pow(2, exponent))
      expectCentralDifference(of: { .exp($0) }, "{ .exp($0) }", at: x, step: step)
      expectCentralDifference(of: { .sin($0) }, "{ .sin($0) }", at: -x, step: step)
      expectCentralDifference(
        of: { $0 * $0 * $0 - 2 * $0 }, "{ $0 * $0 * $0 - 2 * $0 }", at: 1, step: step)
    }
    expectCentralDifference(of: { abs($0) }, "{ abs($0) }", at: 0, step: 0.25)
    expectCentralDifference(of: { 3 * $0 }, "{ 3 * $0 }", at: 0x1p20, step: 0x1p10)
    expectCentralDifference(of: { _ in 4 }, "{ _ in 4 }", at: 1, step: 0.5)
    // Values that are no ordinary numbers are in the formula like any other.
    expectCentralDifference(
      of: { $0 > 1 ? .infinity : 2 }, "{ $0 > 1 ? .infinity : 2 }", at: 1, step: 0.25)
    expectCentralDifference(
      of: { $0 < 1 ? .infinity : 2 }, "{ $0 < 1 ? .infinity : 2 }", at: 1, step: 0.25)
    expectCentralDifference(of: { $0 / 0 }, "{ $0 / 0 }", at: 0, step: 0.25)
    expectCentralDifference(of: { $0.squareRoot() }, "{ $0.squareRoot() }", at: 0, step: 0.25)
    // A step that helps nobody is taken all the same.
    expectCentralDifference(of: { .exp($0) }, "{ .exp($0) }", at: 1, step: 0x1p-45)
    expectCentralDifference(of: { .exp($0) }, "{ .exp($0) }", at: 1, step: 0x1p-60)
    // Where the places are rounded they are not 2h apart, and are divided by 2h all the same.
    // The values are exact and small there, so that it may be before or after the subtraction.
    for _ in 0..<3 {
      let x = inputs.number(in: 500...1000)
      expectCentralDifference(
        of: { 3 * ($0 - x) }, "{ 3 * ($0 - \(x)) }", at: x,
        step: 1e-10 * inputs.number(in: 1...2))
    }
  }

  func testErrorFallsWithTheSquareOfTheStep() {
    let x = inputs.number(in: 0.3...1.2)
    func error(_ step: Double, at x: Double) -> Double {
      abs(centralDifference(of: { .exp($0) }, at: x, step: step) - .exp(x))
    }
    let told: KeyValuePairs<String, Any> = ["f": Code("{ .exp($0) }"), "x": x]
    announce(told)
    let errors = (4...8).map { error(.pow(2, -$0), at: x) }
    for (longer, shorter) in zip(errors, errors.dropFirst()) {
      expect(
        (3.8...4.2).contains(longer / shorter),
        "the error should fall to a quarter when the step is halved; it falls from "
          + "\(longer) to \(shorter)", for: told)
    }
    // The error of the formula is f'''(x) h^2 / 6.
    expect(
      abs(errors[4] / (.exp(x) * .pow(2, -16) / 6) - 1) < 0.01,
      "the error with a step of 2^-8 should be exp(x) / 6 * 2^-16, and is \(errors[4])", for: told)
    // Below it rounding takes over: the best step is near the cube root of the precision. At one
    // place rounding may do no harm by chance, so the worst of many counts.
    let best = error(0x1p-17, at: x)
    let tiny = (0..<16).map { _ in error(0x1p-44, at: inputs.number(in: 0.7...1.2)) }.max()!
    expect(
      best < 1e-9 && tiny > 1e-4,
      "the error should be below 1e-9 with a step of 2^-17, and at some of 16 places above 1e-4 "
        + "with 2^-44, where rounding decides; it is \(best) and \(tiny)", for: told)
  }

  // MARK: derivative

  /// Holds a derivative's value at a point against the slope that dual numbers give.
  private func expectDerivative(
    of formula: Formula, at point: [String: Double], _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    for variable in point.keys.sorted() + ["w"] {
      let told: KeyValuePairs<String, Any> = [
        "formula": Code(formula.swift), "variable": variable,
        "point": Code("\(point.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" })"),
      ]
      announce(told)
      let slope = derivative(of: formula, withRespectTo: variable)
      expectClose(
        Tensor(slope.dual(at: point, moving: "").value, dtype: .float64),
        Tensor(formula.dual(at: point, moving: variable).slope, dtype: .float64),
        tolerance: Tolerance(relative: 1e-9, absolute: 1e-9), for: told,
        (what.isEmpty ? "" : what + ": ") + "the value of your derivative", file: file, line: line)
    }
  }

  func testEachRule() {
    let (x, y) = (Formula.variable("x"), Formula.variable("y"))
    let point = ["x": inputs.number(in: 0.5...2), "y": inputs.number(in: 0.5...2)]
    let c = inputs.number(in: 2...5)
    expectDerivative(of: .number(c), at: point, "a number")
    expectDerivative(of: x, at: point, "a variable")
    expectDerivative(of: .sum(x, .sum(y, x)), at: point, "a sum")
    expectDerivative(of: .product(.number(c), x), at: point, "a multiple")
    expectDerivative(of: .product(x, y), at: point, "a product")
    expectDerivative(of: .product(x, x), at: point, "a square as a product")
    for exponent in [2, 3, 1, 0, -1, -2] {
      expectDerivative(of: .power(x, exponent), at: point, "the power \(exponent)")
    }
    for (name, function) in functions {
      expectDerivative(of: function(x), at: point, name)
      expectDerivative(of: function(.product(.number(c), x)), at: point, "\(name) of a multiple")
    }
    expectDerivative(of: .power(x, 0), at: ["x": 0], "x^0 at 0")
    expectDerivative(of: .power(x, 1), at: ["x": 0], "x^1 at 0")
    for exponent in [2, 3, 5] {
      expectDerivative(of: .power(x, exponent), at: ["x": 0], "x^\(exponent) at 0")
    }
    expectDerivative(of: .power(x, 3), at: ["x": -1.5], "a negative base")
    let line = Formula.sum(.product(.number(0.25), x), .product(.number(0.75), y))
    for exponent in [7, 12, -5, -9, 60, -60] {
      expectDerivative(of: .power(x, exponent), at: point, "the power \(exponent)")
      expectDerivative(of: .power(line, exponent), at: point, "the power \(exponent) of a sum")
    }
    // Names that begin, or end, as another does.
    let (short, long) = (Formula.variable("x1"), Formula.variable("x10"))
    let others = Formula.sum(.power(.variable("ax1"), 2), .power(.variable("X"), 3))
    expectDerivative(
      of: .sum(.product(short, long), .sum(others, x)),
      at: ["x": 0.5, "x1": 0.75, "x10": 1.25, "ax1": 1.5, "X": 1.75],
      "names that are nearly alike")
    expectDerivative(of: .power(.sin(x), 0), at: ["x": 0], "a power 0 of another formula")
  }

  private let functions: [(String, (Formula) -> Formula)] = [
    ("sin", { .sin($0) }), ("cos", { .cos($0) }), ("exp", { .exp($0) }), ("log", { .log($0) }),
  ]

  func testRulesTogether() {
    for _ in 0..<40 {
      let formula = randomFormula(depth: 4)
      let point = Dictionary(
        uniqueKeysWithValues: ["x", "y", "alpha"].map { ($0, inputs.number(in: -1.5...1.5)) })
      // Where numbers cancel or grow, rounding would decide.
      guard formula.isMild(at: point) else { continue }
      expectDerivative(of: formula, at: point)
    }
    // torch.autograd.grad of exp(sin(x * y)) / (x**2 + 1) + log(x**2 + cos(y)**4), in float64
    let (x, y) = (Formula.variable("x"), Formula.variable("y"))
    let first = Formula.product(
      .exp(.sin(.product(x, y))), .power(.sum(.power(x, 2), .number(1)), -1))
    let formula = Formula.sum(first, .log(.sum(.power(x, 2), .power(.cos(y), 4))))
    let point = ["x": 0.7, "y": -1.3]
    for (variable, expected) in [("x", 2.298111819113609), ("y", 0.27992745999675317)] {
      let told: KeyValuePairs<String, Any> = [
        "formula": Code(formula.swift), "variable": variable, "point": Code("x = 0.7, y = -1.3"),
      ]
      announce(told)
      let slope = derivative(of: formula, withRespectTo: variable)
      expectClose(
        Tensor(slope.dual(at: point, moving: "").value, dtype: .float64),
        Tensor(expected, dtype: .float64), tolerance: Tolerance(relative: 1e-12, absolute: 0),
        for: told, "beside PyTorch")
    }
  }

  func testDerivativesOfDerivatives() {
    for _ in 0..<20 {
      let formula = randomFormula(depth: 3)
      let point = Dictionary(
        uniqueKeysWithValues: ["x", "y", "alpha"].map { ($0, inputs.number(in: -1.5...1.5)) })
      let told: KeyValuePairs<String, Any> = [
        "formula": Code(formula.swift), "variables": ["x", "y"],
        "point": Code("\(point.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" })"),
      ]
      announce(told)
      let slope = derivative(of: formula, withRespectTo: "x")
      guard formula.isMild(at: point), slope.isMild(at: point) else { continue }
      let second = derivative(of: slope, withRespectTo: "y")
      expectClose(
        Tensor(second.dual(at: point, moving: "").value, dtype: .float64),
        Tensor(slope.dual(at: point, moving: "y").slope, dtype: .float64),
        tolerance: Tolerance(relative: 1e-8, absolute: 1e-8), for: told,
        "the derivative by y of your derivative by x")
      // In either order the same, to rounding.
      let other = derivative(
        of: derivative(of: formula, withRespectTo: "y"), withRespectTo: "x")
      expectClose(
        Tensor(other.dual(at: point, moving: "").value, dtype: .float64),
        Tensor(second.dual(at: point, moving: "").value, dtype: .float64),
        tolerance: Tolerance(relative: 1e-6, absolute: 1e-6), for: told,
        "by y first, then by x")
    }
    // x^3: 3x^2, 6x, 6, 0
    var formula = Formula.power(.variable("x"), 3)
    let x = inputs.number(in: 0.5...2)
    for expected in [3 * x * x, 6 * x, 6, 0, 0] {
      let told: KeyValuePairs<String, Any> = ["formula": Code(formula.swift), "x": x]
      announce(told)
      formula = derivative(of: formula, withRespectTo: "x")
      expectClose(
        Tensor(formula.dual(at: ["x": x], moving: "").value, dtype: .float64),
        Tensor(expected, dtype: .float64), for: told, "derivatives of x^3, one after another")
    }
  }

  /// A formula of x, y and alpha. What a logarithm or a negative power is taken of is at least 1, and
  /// an exponent at most 1.
  private func randomFormula(depth: Int) -> Formula {
    if depth == 0 || inputs.integer(in: 0...9) == 0 {
      return inputs.integer(in: 0...3) == 0
        ? .number(inputs.number(in: -2...2))
        : .variable(["x", "y", "alpha"][inputs.integer(in: 0...2)])
    }
    func part() -> Formula { randomFormula(depth: depth - 1) }
    switch inputs.integer(in: 0...8) {
    case 0, 1: return .sum(part(), part())
    case 2, 3: return .product(part(), part())
    case 4: return .power(part(), inputs.integer(in: 0...3))
    case 5: return .sin(part())
    case 6: return .cos(part())
    case 7: return .exp(.sin(part()))
    default:
      let positive = Formula.sum(.number(1), .power(part(), 2))
      return inputs.integer(in: 0...1) == 0
        ? .log(positive) : .power(positive, -inputs.integer(in: 1...2))
    }
  }

  // MARK: numericalGradient

  /// A function as messages show it, and as it is computed.
  private struct Function {
    let text: String
    let value: (Tensor) -> Tensor
  }

  private let smooth = Function(text: "{ $0.exp().sum() + $0.square().sum().sin() }") {
    $0.exp().sum() + $0.square().sum().sin()
  }

  /// Holds a numerical gradient against the same differences, one number at a time.
  private func expectGradient(
    of function: Function, at x: Tensor, step: Double, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) {
    let numbers = x.doubles()
    func value(_ index: Int, _ distance: Double) -> Double {
      var moved = numbers
      moved[index] += distance
      return function.value(Tensor(moved, dtype: .float64).view(x.shape)).item()
    }
    let slopes = numbers.indices.map { (value($0, step) - value($0, -step)) / (2 * step) }
    let oneSided = numbers.indices.map { (value($0, step) - value($0, 0)) / step }
    func shaped(_ slopes: [Double]) -> Tensor { Tensor(slopes, dtype: .float64).view(x.shape) }
    expectResult(
      of: { numericalGradient(of: function.value, at: $0[0], step: step) }, on: ["x": x],
      and: ["function": Code(function.text), "step": step], equals: shaped(slopes),
      tolerance: Tolerance(relative: 1e-8, absolute: 1e-8), what,
      recognising: [
        "only the value above is taken": shaped(oneSided),
        "the difference is divided by h": shaped(slopes.map { $0 * 2 }),
      ], file: file, line: line)
  }

  func testSlopeOfEveryElement() {
    expectGradient(of: smooth, at: inputs.normal(2, 3, dtype: .float64), step: 0x1p-10)
    expectGradient(of: smooth, at: inputs.normal(2, 3, dtype: .float64), step: 0.5, "a long step")
    expectGradient(of: smooth, at: inputs.normal(3, 3, dtype: .float64), step: 0x1p-8, "square")
    let product = Function(text: "{ ($0[0] * $0[1]).sum() }") { ($0[0] * $0[1]).sum() }
    expectGradient(of: product, at: inputs.normal(2, 4, dtype: .float64), step: 0x1p-10)
    let transposed = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], dtype: .float64).t()
    expectGradient(of: product, at: transposed[0..<2], step: 0x1p-10, "not contiguous")
    for x in [inputs.normal(4, dtype: .float64), inputs.normal(3, 2, dtype: .float64)] {
      expectGradient(of: smooth, at: x.stridedCopy, step: 0x1p-10, "not contiguous")
    }
    // Equal elements have slopes of their own.
    let (fixed, number) = (inputs.normal(2, 3, dtype: .float64), inputs.number(in: -2...2))
    expectGradient(
      of: Function(text: "{ ($0 * \(literal(fixed))).exp().sum() }") { ($0 * fixed).exp().sum() },
      at: Tensor.full([2, 3], number, dtype: .float64), step: 0x1p-10, "equal elements")
    let row = Function(text: "{ $0.square().sum().view(1, 1) }") {
      $0.square().sum().view(1, 1)
    }
    expectGradient(
      of: row, at: inputs.normal(3, dtype: .float64), step: 0.25, "a result of shape [1, 1]")
    expectGradient(
      of: smooth, at: inputs.normal(2, 1, 2, 2, dtype: .float64), step: 0x1p-10, "four dimensions")
    expectGradient(of: smooth, at: inputs.normal(1, 3, dtype: .float64), step: 0x1p-10, "one row")
    expectGradient(of: smooth, at: inputs.normal(1, dtype: .float64), step: 0.25, "one element")
    expectGradient(
      of: smooth, at: inputs.normal(1, dtype: .float64).view([]), step: 0.25, "rank 0")
    let line = Function(text: "{ ($0 * 3).sum() }") { ($0 * 3).sum() }
    expectGradient(
      of: line, at: Tensor([0x1p20, -0x1p12], dtype: .float64), step: 0x1p-4, "large numbers")
    expectGradient(
      of: line, at: Tensor([0x1p-30, 0, -90], dtype: .float64), step: 0x1p-4, "small numbers")
    expectGradient(
      of: smooth, at: Tensor([0x1p-30, 0, -0.5], dtype: .float64), step: 0x1p-4, "small numbers")
    expectGradient(
      of: line, at: Tensor([-100.0, -90], dtype: .float64), step: 0x1p-4, "negative numbers")
    expectGradient(
      of: Function(text: "{ $0 }") { $0 }, at: inputs.normal(1, dtype: .float64), step: 0.25,
      "a result that is the argument itself")
    expectGradient(of: smooth, at: Tensor.zeros(0, dtype: .float64), step: 0.25, "no element")
    expectGradient(of: smooth, at: Tensor.zeros(2, 0, dtype: .float64), step: 0.25, "no element")
    // torch.autograd.grad of torch.logsumexp(x, 1).sum() + (x[0] * x[1]).sin().sum()
    let x = Tensor([[0.5, -1.0], [2.0, 0.25]], dtype: .float64)
    announce(["x": x, "step": 1e-5])
    expectClose(
      numericalGradient(
        of: { $0.logSumExp(dim: 1).sum() + ($0[0] * $0[1]).sin().sum() }, at: x, step: 1e-5),
      Tensor([[1.8982, 0.4247], [1.1221, -0.8209]], dtype: .float64),
      tolerance: Tolerance(relative: 0, absolute: 6e-5), for: ["x": x, "step": 1e-5],
      "beside PyTorch's four digits")
  }

  func testLeavesXAsItWasAndCallsTwiceAnElement() {
    let step = inputs.number(in: 0.01...0.09)
    for sizes in [[2, 3], [4, 3], [2, 2, 3], [1], [], [0, 3], [3]] {
      let drawn = inputs.normal(sizes.reduce(1, *), dtype: .float64).view(Shape(sizes))
      // Thirds, so that adding a step and taking it away again does not lead back.
      let x = sizes == [3] ? (drawn / 3).stridedCopy : drawn / 3
      let numbers = x.doubles()
      x.requiresGrad = true
      let held = Tensor.full(x.shape, 3, dtype: .float64)
      x.grad = held
      let weight = inputs.normal(3, dtype: .float64).requiringGradient()
      let told: KeyValuePairs<String, Any> = [
        "function": Code("{ ($0 * weight).sum() }, where weight requires a gradient"), "x": x,
        "step": step,
      ]
      var places: [[Double]] = []
      announce(told)
      let found = numericalGradient(
        of: { place in
          places.append(place.doubles())
          expectEqual(place.shape, x.shape, for: told, "the shape that function is called with")
          expectEqual(place.dtype, .float64, for: told, "the dtype that function is called with")
          return (place * weight).sum()
        }, at: x, step: step)
      expect(!found.requiresGrad, "the result requires a gradient", for: told)
      expectEqual(x.doubles(), numbers, for: told, "x afterwards, to the last bit")
      expect(x.requiresGrad && x.isLeaf, "x no longer requires a gradient", for: told)
      expect(
        x.grad.map { $0 === held && $0.doubles().allSatisfy { $0 == 3 } } ?? false,
        "x.grad was changed", for: told)
      expect(weight.grad == nil, "the function's own weight has been given a gradient", for: told)
      expectEqual(places.count, 2 * numbers.count, for: told, "how often function was called")
      // The element that moves to rounding, since x - step may be reached from x + step; the others
      // to the last bit.
      func isCalled(_ index: Int, _ distance: Double) -> Bool {
        let wanted = numbers[index] + distance
        return places.contains { place in
          abs(place[index] - wanted) < 1e-12
            && numbers.indices.allSatisfy { $0 == index || place[$0] == numbers[$0] }
        }
      }
      let isRight = numbers.indices.allSatisfy { isCalled($0, step) && isCalled($0, -step) }
      expect(
        isRight, "function was called at other places than x with one element a step up or down",
        for: told)
    }
  }

  // MARK: wrongElements

  /// What a check asked its derivative, and what it should find.
  private final class Asked {
    var weights: [Tensor] = []
  }

  /// Calls the answer with a derivative that is recorded, and holds what it finds against the rule.
  ///
  /// - Parameter derivative: the claim, whatever it is worth.
  @discardableResult
  private func expectFindings(
    of derivative: @escaping (Tensor, Tensor) -> Tensor, _ derivativeText: String,
    for function: Function, at x: Tensor, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) -> [Int] {
    let told: KeyValuePairs<String, Any> = [
      "derivative": Code(derivativeText), "function": Code(function.text), "x": x,
    ]
    let lead = what.isEmpty ? "" : what + ": "
    let asked = Asked()
    let (before, tensor) = (x.doubles(), x)
    announce(told)
    let found = wrongElements(
      of: { x, w in
        asked.weights.append(w.detach().clone())
        return derivative(x, w)
      }, for: function.value, at: tensor)
    guard asked.weights.count == 1 else {
      expectEqual(
        asked.weights.count, 1, for: told, lead + "how often derivative was called", file: file,
        line: line)
      return found
    }
    let weights = asked.weights[0]
    let shape = function.value(x).shape
    guard weights.shape == shape, weights.dtype == .float64 else {
      expect(
        false,
        "\(lead)w should be a float64 tensor of the result's shape \(shape), and is a "
          + "\(weights.dtype) tensor \(weights.shape)", for: told, file: file, line: line)
      return found
    }
    let drawn = weights.doubles()
    expect(
      drawn.allSatisfy { (0.5...2).contains($0) } && Set(drawn).count == drawn.count,
      "\(lead)each element of w should be drawn from 0.5 to 2; w is \(literal(weights))", for: told,
      file: file, line: line)
    let claimed = derivative(x, weights).doubles()
    let wrong = claimed.indices.filter { index in
      func loss(_ distance: Double) -> Double {
        var moved = before
        moved[index] += distance
        let place = Tensor(moved, dtype: .float64).view(x.shape)
        return (weights * function.value(place)).sum().item()
      }
      let slope = (loss(1e-6) - loss(-1e-6)) / 2e-6
      return !(abs(claimed[index] - slope) <= 1e-5 + 1e-3 * abs(slope))
    }
    expectEqual(found, wrong, for: told, lead + "the wrong elements", file: file, line: line)
    expectEqual(x.doubles(), before, for: told, lead + "x afterwards", file: file, line: line)
    return found
  }

  private let cube = Function(text: "{ $0 * $0 * $0 }") { $0 * $0 * $0 }
  private func cubeSlope(_ x: Tensor, _ w: Tensor) -> Tensor { w * x * x * 3 }

  func testRightDerivativesPass() {
    let matrix = inputs.normal(4, 3, dtype: .float64)
    let product = Function(text: "{ matrix.matmul($0) }, matrix = \(literal(matrix))") {
      matrix.matmul($0)
    }
    let x = inputs.awayFromZero(3, dtype: .float64)
    for (function, slope, text) in [
      (cube, cubeSlope, "{ x, w in w * x * x * 3 }"),
      (product, { matrix.t().matmul($1) }, "{ x, w in matrix.t().matmul(w) }"),
      (
        Function(text: "{ $0.softmax(dim: 0) }") { $0.softmax(dim: 0) },
        { x, w in
          let shares = x.softmax(dim: 0)
          return shares * (w - (w * shares).sum())
        }, "the right one"
      ),
      (
        Function(text: "{ $0.square().sum() }") { $0.square().sum() }, { $1 * $0 * 2 },
        "{ x, w in w * x * 2 }"
      ),
    ] {
      let found = expectFindings(of: slope, text, for: function, at: x)
      expectEqual(
        found, [], for: ["function": Code(function.text), "x": x],
        "the wrong elements of a right derivative")
    }
    let shapes: [(String, Tensor)] = [
      ("two dimensions", inputs.awayFromZero(2, 3, dtype: .float64)),
      ("not contiguous", inputs.awayFromZero(3, 2, dtype: .float64).stridedCopy),
      ("three dimensions", inputs.awayFromZero(2, 1, 2, dtype: .float64)),
      ("one row", inputs.awayFromZero(1, 3, dtype: .float64)),
      ("one element", inputs.awayFromZero(1, dtype: .float64)),
      ("rank 0", inputs.awayFromZero(1, dtype: .float64).view([])),
      ("no element", Tensor.zeros(0, dtype: .float64)),
      ("no element", Tensor.zeros(3, 0, dtype: .float64)),
      // Slopes of a million: a difference of a hundred is rounding there.
      ("steep", Tensor([1500.0, -2000, 3000], dtype: .float64)),
      ("nearly flat", Tensor([0.001, -0.0005, 1e-7], dtype: .float64)),
      ("negative", Tensor([-95.0, -88], dtype: .float64)),
    ]
    for (what, x) in shapes {
      expectFindings(of: cubeSlope, "{ x, w in w * x * x * 3 }", for: cube, at: x, what)
    }
    let tracked = inputs.awayFromZero(3, dtype: .float64).requiringGradient()
    expectFindings(
      of: cubeSlope, "{ x, w in w * x * x * 3 }", for: cube, at: tracked,
      "x requires a gradient")
    expect(
      tracked.requiresGrad && tracked.grad == nil, "x's requiresGrad or grad was changed",
      for: ["x": tracked])
    let held = Tensor.full([3], 3, dtype: .float64)
    tracked.grad = held
    expectFindings(
      of: cubeSlope, "{ x, w in w * x * x * 3 }", for: cube, at: tracked,
      "x has a gradient already")
    expect(
      tracked.grad.map { $0 === held && $0.doubles() == [3, 3, 3] } ?? false,
      "x.grad was changed", for: ["x": tracked])
    let factors = Tensor([1.0, 2, 3], dtype: .float64)
    expectFindings(
      of: { x, w in w * x * factors * 2 }, "{ x, w in w * x * 2 * \(literal(factors)) }",
      for: Function(text: "{ $0 * $0 * \(literal(factors)) }") { $0 * $0 * factors },
      at: Tensor.full([3], inputs.number(in: 1...2), dtype: .float64), "equal elements")
    let plain = inputs.awayFromZero(2, dtype: .float64)
    expectFindings(of: cubeSlope, "{ x, w in w * x * x * 3 }", for: cube, at: plain)
    expect(!plain.requiresGrad, "x requires a gradient after the call", for: ["x": plain])
  }

  func testFindsAPlantedError() {
    // Slopes from 0.75 on, where 1 percent is more than the rule lets pass, and 0.05 percent less.
    func planted(_ factors: [Double]) -> (Tensor, Tensor) -> Tensor {
      { x, w in
        self.cubeSlope(x, w) * Tensor(factors, dtype: .float64).view(x.shape)
      }
    }
    for (percent, isWrong) in [(1.0, true), (-1, true), (0.5, true), (0.05, false), (-0.05, false)]
    {
      let x = inputs.awayFromZero(2, 3, distance: 1, dtype: .float64)
      let place = inputs.integer(in: 0...5)
      var factors = Array(repeating: 1.0, count: 6)
      factors[place] += percent / 100
      let text = "the right one, with \(percent) percent more at position \(place)"
      let found = expectFindings(of: planted(factors), text, for: cube, at: x)
      expectEqual(
        found, isWrong ? [place] : [], for: ["derivative": Code(text), "x": x], "what is found")
    }
    let x = inputs.awayFromZero(5, distance: 1, dtype: .float64)
    expectFindings(
      of: planted([1, 1.01, 1, 0.99, 2]), "the right one, wrong at 1, 3 and 4", for: cube, at: x,
      "several")
    expectFindings(of: { -self.cubeSlope($0, $1) }, "minus the right one", for: cube, at: x)
    expectFindings(
      of: planted([1, .nan, 1, 1, .infinity]), "the right one, NaN at 1 and infinite at 4",
      for: cube, at: x, "not a number")
    // Where the slope is 0 a small error is let pass, and a larger one is not.
    let flat = Tensor([0.0, 0, 0], dtype: .float64)
    let errors = Tensor([0, 5e-6, 2e-5], dtype: .float64)
    expectFindings(
      of: { _, _ in errors }, "{ _, _ in \(literal(errors)) }", for: cube, at: flat,
      "at slopes of 0")
    expectLimitsAddedUp()
    expectTheStep()
    expectInfiniteSlopes()
    expectFindings(
      of: planted([1.01]), "the right one and 1 percent", for: cube,
      at: inputs.awayFromZero(1, distance: 1, dtype: .float64), "one element")
    expectFindings(
      of: planted([1, 1.01, 1, 1, 1, 1]), "the right one, with 1 percent more at position 1",
      for: cube, at: inputs.awayFromZero(3, 2, distance: 1, dtype: .float64).stridedCopy,
      "not contiguous")
    expectFindings(
      of: { -self.cubeSlope($0, $1) }, "minus the right one", for: cube,
      at: inputs.awayFromZero(3, 2, distance: 1, dtype: .float64).stridedCopy,
      "not contiguous, all of them wrong")
    expectFindings(
      of: { _, w in w * Double.nan }, "{ _, w in w * .nan }",
      for: Function(text: "{ $0.log() }") { $0.log() }, at: Tensor([0.0, 1], dtype: .float64),
      "NaN beside a slope of NaN")
  }

  /// At a slope of about 0.01 both limits count as much, and only their sum tells these two apart.
  private func expectLimitsAddedUp() {
    let slow = Function(text: "{ $0 * 0.01 }") { $0 * 0.01 }
    let x = inputs.normal(2, dtype: .float64)
    let shares = Tensor([0.8, 1.2], dtype: .float64)
    let text = "{ x, w in w * 0.01 + [0.8, 1.2] * (1e-5 + 1e-3 * w * 0.01) }"
    let found = expectFindings(
      of: { _, w in w * 0.01 + shares * (w * 1e-5 + 1e-5) }, text, for: slow, at: x,
      "errors near the limit")
    expectEqual(found, [1], for: ["derivative": Code(text), "x": x], "what is found")
  }

  /// The corner of |x| is nearer than a long step, and farther than 1e-6.
  private func expectTheStep() {
    let x = Tensor([3e-6, -4e-6, 2], dtype: .float64)
    let size = Function(text: "{ $0.abs() }") { $0.abs() }
    let found = expectFindings(
      of: { x, w in w * x.sign() }, "{ x, w in w * x.sign() }", for: size, at: x,
      "near a corner, where the step counts")
    expectEqual(found, [], for: ["function": Code(size.text), "x": x], "what is found")
    // Nearer than 1e-6 it is seen.
    let near = Tensor([5e-7, 2], dtype: .float64)
    expectFindings(
      of: { x, w in w * x.sign() }, "{ x, w in w * x.sign() }", for: size, at: near,
      "nearer to a corner than the step")
  }

  /// The differences are infinite or NaN, and each claim is held against each: finite, infinite, NaN.
  private func expectInfiniteSlopes() {
    let x = Tensor.ones(4, dtype: .float64)
    let claims = Tensor([5, Double.infinity, -.infinity, .nan], dtype: .float64)
    let cases: [(text: String, value: (Double) -> Double, wrong: [Int])] = [
      ("infinity above 1, else 0", { $0 > 1 ? .infinity : 0 }, [1, 3]),
      ("-infinity above 1, else 0", { $0 > 1 ? -.infinity : 0 }, [2, 3]),
      ("0 at 1, else infinity", { $0 == 1 ? 0 : .infinity }, [0, 1, 2, 3]),
    ]
    for (text, value, wrong) in cases {
      let function = Function(text: "of each element: \(text)") {
        Tensor($0.doubles().map(value), dtype: .float64).view($0.shape)
      }
      let claim = "{ _, _ in \(literal(claims)) }"
      let found = expectFindings(
        of: { _, _ in claims }, claim, for: function, at: x, "a jump to infinity")
      expectEqual(
        found, wrong, for: ["derivative": Code(claim), "function": Code(text)], "what is found")
    }
  }

  /// Of a thousand weights some are near either end.
  private func expectWeightsFromEndToEnd() {
    let x = Tensor.ones(1, dtype: .float64)
    let wide = Function(text: "{ $0.expand([1000]) }") { $0.expand([1000]) }
    let told: KeyValuePairs<String, Any> = ["function": Code(wide.text), "x": x]
    let asked = Asked()
    announce(told)
    _ = wrongElements(
      of: { _, w in
        asked.weights.append(w.detach().clone())
        return w.sum().view(1)
      }, for: wide.value, at: x)
    let drawn = asked.weights.first?.doubles() ?? []
    // That none of a thousand is in such an interval has a chance of 1e-30.
    expect(
      drawn.contains { $0 < 0.6 } && drawn.contains { $0 > 1.9 }
        && drawn.allSatisfy { (0.5...2).contains($0) },
      "of 1000 elements of w the smallest is \(drawn.min() ?? .nan), the largest "
        + "\(drawn.max() ?? .nan); they should be drawn from 0.5 to 2", for: told)
  }

  /// The weight of a single number is drawn as well, and in each call again.
  private func expectAWeightOfANumber() {
    let (x, asked) = (Tensor.ones(2, dtype: .float64), Asked())
    let told: KeyValuePairs<String, Any> = ["function": Code("{ $0.sum() }"), "x": x]
    announce(told)
    for _ in 0..<4 {
      _ = wrongElements(
        of: { _, w in
          asked.weights.append(w.detach().clone())
          return w.expand([2])
        }, for: { $0.sum() }, at: x)
    }
    expect(
      Set(asked.weights.flatMap { $0.doubles() }).count > 1,
      "w was \(asked.weights.first?.doubles() ?? []) in each of four calls; it should be drawn",
      for: told)
  }

  func testSeesWhatASumHides() {
    expectWeightsFromEndToEnd()
    expectAWeightOfANumber()
    let x = inputs.awayFromZero(4, dtype: .float64)
    let softmax = Function(text: "{ $0.softmax(dim: 0) }") { $0.softmax(dim: 0) }
    let found = expectFindings(
      of: { x, _ in Tensor.zeros(like: x.detach()) }, "{ x, _ in Tensor.zeros(like: x) }",
      for: softmax, at: x)
    expect(
      !found.isEmpty, "a derivative of zeros passes for that of softmax",
      for: ["function": Code(softmax.text), "x": x])
    // Each element as wrong as the next is right: with equal weights nothing would be seen.
    let swap = Function(text: "{ Tensor.stack([$0[1], $0[0]]) }") { Tensor.stack([$0[1], $0[0]]) }
    let both = expectFindings(
      of: { $1 }, "{ x, w in w }", for: swap, at: inputs.awayFromZero(2, dtype: .float64))
    expectEqual(
      both, [0, 1], for: ["derivative": Code("{ x, w in w }"), "function": Code(swap.text)],
      "what is found")
    let rows = Function(text: "{ $0.t() * $0.t() }") { $0.t() * $0.t() }
    expectFindings(
      of: { $1.t() * $0 * 2 }, "{ x, w in w.t() * x * 2 }", for: rows,
      at: inputs.awayFromZero(2, 3, dtype: .float64), "a result of another shape")
  }
}

/// A value and its slope: what one variable's motion makes of a formula.
private struct Dual {
  let value: Double, slope: Double
}

extension Formula {
  /// The value of the formula, and its slope as `variable` moves.
  fileprivate func dual(at point: [String: Double], moving variable: String) -> Dual {
    func part(_ formula: Formula) -> Dual { formula.dual(at: point, moving: variable) }
    func chain(_ inner: Formula, _ f: (Double) -> (value: Double, slope: Double)) -> Dual {
      let inner = part(inner)
      let outer = f(inner.value)
      return Dual(value: outer.value, slope: inner.slope == 0 ? 0 : outer.slope * inner.slope)
    }
    switch self {
    case .number(let number): return Dual(value: number, slope: 0)
    case .variable(let name): return Dual(value: point[name]!, slope: name == variable ? 1 : 0)
    case .sum(let a, let b):
      let (a, b) = (part(a), part(b))
      return Dual(value: a.value + b.value, slope: a.slope + b.slope)
    case .product(let a, let b):
      let (a, b) = (part(a), part(b))
      return Dual(value: a.value * b.value, slope: a.slope * b.value + a.value * b.slope)
    case .power(let base, let n):
      return chain(base) {
        (.pow($0, n), n == 0 ? 0 : Double(n) * .pow($0, n - 1))
      }
    case .sin(let inner): return chain(inner) { (.sin($0), .cos($0)) }
    case .cos(let inner): return chain(inner) { (.cos($0), -.sin($0)) }
    case .exp(let inner): return chain(inner) { (.exp($0), .exp($0)) }
    case .log(let inner): return chain(inner) { (.log($0), 1 / $0) }
    }
  }

  /// Whether no part of the formula is so large that rounding would count.
  fileprivate func isMild(at point: [String: Double]) -> Bool {
    guard abs(dual(at: point, moving: "").value) < 1000 else { return false }
    switch self {
    case .number, .variable: return true
    case .sum(let a, let b), .product(let a, let b):
      return a.isMild(at: point) && b.isMild(at: point)
    case .power(let inner, _), .sin(let inner), .cos(let inner), .exp(let inner), .log(let inner):
      return inner.isMild(at: point)
    }
  }

  /// The formula as Swift source.
  fileprivate var swift: String {
    switch self {
    case .number(let number): ".number(\(number))"
    case .variable(let name): ".variable(\"\(name)\")"
    case .sum(let a, let b): ".sum(\(a.swift), \(b.swift))"
    case .product(let a, let b): ".product(\(a.swift), \(b.swift))"
    case .power(let base, let n): ".power(\(base.swift), \(n))"
    case .sin(let inner): ".sin(\(inner.swift))"
    case .cos(let inner): ".cos(\(inner.swift))"
    case .exp(let inner): ".exp(\(inner.swift))"
    case .log(let inner): ".log(\(inner.swift))"
    }
  }
}
