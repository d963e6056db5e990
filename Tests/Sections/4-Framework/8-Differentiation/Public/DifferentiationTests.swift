import AnsweredParts
import Differentiation
import ExerciseTesting
import Kindling
import XCTest

final class DifferentiationTests: ExerciseTestCase {
  func testCentralDifference() throws {
    try skipUnlessAnswered("centralDifference(of:at:step:)", in: "Differentiation")
    // (2.5^3 - 1.5^3) / 1 = 15.625 - 3.375
    expectEqual(
      centralDifference(of: { $0 * $0 * $0 }, at: 2, step: 0.5), 12.25,
      for: ["f": Code("{ $0 * $0 * $0 }"), "x": 2, "step": 0.5])
    expectEqual(
      centralDifference(of: { $0 * $0 }, at: -3, step: 0.25), -6,
      for: ["f": Code("{ $0 * $0 }"), "x": -3, "step": 0.25])
  }

  func testSumsAndProducts() throws {
    try skipUnlessAnswered("derivative(of:withRespectTo:)", in: "Differentiation")
    let (x, y) = (Formula.variable("x"), Formula.variable("y"))
    // x * y + 3 * x at x = 2, y = 5
    let formula = Formula.sum(.product(x, y), .product(.number(3), x))
    for (variable, expected) in [("x", 8.0), ("y", 2.0), ("z", 0.0)] {
      let slope = derivative(of: formula, withRespectTo: variable)
      expectEqual(
        slope.value(at: ["x": 2, "y": 5]), expected,
        for: ["formula": formula, "variable": variable, "x": 2, "y": 5, "your derivative": slope])
    }
  }

  func testAFunctionOfAFormula() throws {
    try skipUnlessAnswered("derivative(of:withRespectTo:)", in: "Differentiation")
    let inner = Formula.product(.number(2), .variable("x"))
    // At x = 0: 2 cos 0, -2 sin 0, 2 exp 0. At x = 3: 4 (2x)^1, and 2 / 2x.
    for (formula, x, expected) in [
      (Formula.sin(inner), 0.0, 2.0), (.cos(inner), 0, 0), (.exp(inner), 0, 2),
      (.power(inner, 2), 3, 24), (.log(inner), 4, 0.25),
    ] {
      let slope = derivative(of: formula, withRespectTo: "x")
      expectEqual(
        slope.value(at: ["x": x]), expected,
        for: ["formula": formula, "x": x, "your derivative": slope])
    }
  }

  func testEveryElementInTurn() throws {
    try skipUnlessAnswered("numericalGradient(of:at:step:)", in: "Differentiation")
    let x = Tensor([[1.0, 2.0], [3.0, 4.0]], dtype: .float64)
    expectClose(
      numericalGradient(of: { ($0 * $0).sum() }, at: x, step: 0.5),
      Tensor([[2.0, 4.0], [6.0, 8.0]], dtype: .float64),
      for: ["function": Code("{ ($0 * $0).sum() }"), "x": x, "step": 0.5])
    expectEqual(
      x.doubles(), [1, 2, 3, 4], for: ["function": Code("{ ($0 * $0).sum() }")], "x afterwards")
  }

  func testNamesTheWrongElements() throws {
    try skipUnlessAnswered("wrongElements(of:for:at:)", in: "Differentiation")
    let x = Tensor([1.0, 2.0, 0.0], dtype: .float64)
    expectEqual(
      wrongElements(of: { x, w in 2 * w * x }, for: { $0 * $0 }, at: x), [],
      for: ["derivative": Code("{ x, w in 2 * w * x }"), "function": Code("{ $0 * $0 }"), "x": x])
    expectEqual(
      wrongElements(of: { x, w in w * x }, for: { $0 * $0 }, at: x), [0, 1],
      for: ["derivative": Code("{ x, w in w * x }"), "function": Code("{ $0 * $0 }"), "x": x])
  }

  func testMissesNothingThatASumHides() throws {
    try skipUnlessAnswered("wrongElements(of:for:at:)", in: "Differentiation")
    // The shares of a softmax add up to 1 whatever x is: the slopes of their plain sum are 0.
    let x = Tensor([0.5, -1.0, 2.0], dtype: .float64)
    let found = wrongElements(
      of: { x, _ in Tensor.zeros(like: x) }, for: { $0.softmax(dim: 0) }, at: x)
    expect(
      !found.isEmpty, "a derivative of zeros passes for that of softmax: draw the weights",
      for: [
        "derivative": Code("{ x, _ in Tensor.zeros(like: x) }"),
        "function": Code("{ $0.softmax(dim: 0) }"), "x": x,
      ])
  }
}
