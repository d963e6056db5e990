import AnsweredParts
import BackwardPass
import ExerciseTesting
import Layerwise
import XCTest

final class BackwardPassTests: ExerciseTestCase {
  func testChainRule() throws {
    try skipUnlessAnswered("gradInput(jacobian:gradOutput:)", in: "BackwardPass")
    let slopes = Tensor([[1.0, 2.0, 3.0], [0.0, 1.0, 0.0]], dtype: .float64)
    let gradient = doubles([1, 10])
    expectClose(
      gradInput(jacobian: slopes, gradOutput: gradient), doubles([1, 12, 3]),
      for: ["jacobian": slopes, "gradOutput": gradient])
  }

  func testGradientsOfAWeightedSum() throws {
    try skipUnlessAnswered("weightedSumGradients(input:weight:gradOutput:)", in: "BackwardPass")
    let (x, w, gradient) = (doubles([1, 2]), doubles([5, -3]), doubles([10]))
    let found = weightedSumGradients(input: x, weight: w, gradOutput: gradient)
    let names = ["gradient of f(x)", "gradient of x", "gradient of w"]
    expectEqual(
      found.count, 3, for: ["input": x, "weight": w, "gradOutput": gradient], "gradients")
    for (name, (got, right)) in zip(names, zip(found, [[10.0, 10], [50.0, -30], [10.0, 20]])) {
      expectClose(
        got, doubles(right), for: ["input": x, "weight": w, "gradOutput": gradient], name)
    }
  }

  func testBackwardThroughTwoModules() throws {
    try skipUnlessAnswered("backward(through:input:gradOutput:)", in: "BackwardPass")
    let (f, g) = (Abs(), Sum(1))
    let (x, gradient) = (doubles([3, -2]), doubles([10]))
    g.forward(f.forward(x))
    expectClose(
      backward(through: [f, g], input: x, gradOutput: gradient), doubles([10, -10]),
      for: ["modules": Code("Abs(), Sum(1)"), "input": x, "gradOutput": gradient])
  }

  func testJacobian() throws {
    try skipUnlessAnswered("jacobian(of:at:)", in: "BackwardPass")
    let x = doubles([3, -4, 5])
    expectClose(
      jacobian(of: Sum(1), at: x), Tensor([[1.0, 1.0, 1.0]], dtype: .float64),
      for: ["module": Code("Sum(1)"), "input": x])
    expectClose(
      jacobian(of: Abs(), at: x),
      Tensor([[1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [0.0, 0.0, 1.0]], dtype: .float64),
      for: ["module": Code("Abs()"), "input": x])
  }

  private func doubles(_ numbers: [Double]) -> Tensor { Tensor(numbers, dtype: .float64) }
}
