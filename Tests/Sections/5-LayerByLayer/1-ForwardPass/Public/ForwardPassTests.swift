import AnsweredParts
import ExerciseTesting
import ForwardPass
import Layerwise
import XCTest

private typealias CMul = ForwardPass.CMul
private typealias Sum = ForwardPass.Sum

final class ForwardPassTests: ExerciseTestCase {
  func testWeightsAreDrawnWithinTheirBound() throws {
    try skipUnlessAnswered("CMul.init(_:)", in: "ForwardPass")
    let weight = CMul(4).weight
    expectEqual(weight.shape, [4], for: ["size": 4], "shape of the weights")
    expectEqual(weight.dtype, .float64, for: ["size": 4], "dtype of the weights")
    expect(
      weight.doubles().allSatisfy { abs($0) <= 0.5 },
      "the weights lie between -1/2 and 1/2, these do not: \(weight)", for: ["size": 4])
  }

  func testProduct() throws {
    try skipUnlessAnswered("CMul.forward(_:)", in: "ForwardPass")
    let (weight, x) = (doubles([2, -1, 0.5]), doubles([1, 2, 3]))
    expectClose(
      CMul(weight: weight).forward(x), doubles([2, -2, 1.5]), for: ["input": x, "weight": weight])
  }

  func testProductIsKept() throws {
    try skipUnlessAnswered("CMul.forward(_:)", in: "ForwardPass")
    let (weight, x) = (doubles([2, 3]), doubles([10, 100]))
    let f = CMul(weight: weight)
    _ = f.forward(x)
    expectClose(f.output, doubles([20, 300]), for: ["input": x, "weight": weight], "output")
  }

  func testSumsOfAMatrix() throws {
    try skipUnlessAnswered("Sum.forward(_:)", in: "ForwardPass")
    let x = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], dtype: .float64)
    expectClose(Sum(1).forward(x), doubles([5, 7, 9]), for: ["input": x, "dimension": 1])
    expectClose(Sum(2).forward(x), doubles([6, 15]), for: ["input": x, "dimension": 2])
  }

  func testSumOfAVector() throws {
    try skipUnlessAnswered("Sum.forward(_:)", in: "ForwardPass")
    let x = doubles([1, 2, 3, 4, 5])
    let g = Sum(1)
    expectClose(g.forward(x), doubles([15]), for: ["input": x, "dimension": 1])
    expectClose(g.output, doubles([15]), for: ["input": x, "dimension": 1], "output")
  }

  private func doubles(_ numbers: [Double]) -> Tensor { Tensor(numbers, dtype: .float64) }
}
