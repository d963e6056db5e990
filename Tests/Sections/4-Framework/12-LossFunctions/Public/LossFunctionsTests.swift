import AnsweredParts
import ExerciseTesting
import Kindling
import LossFunctions
import XCTest

final class LossFunctionsTests: ExerciseTestCase {
  func testMeanOfSquares() throws {
    try skipUnlessAnswered("SquaredError.forward(_:_:)", in: "LossFunctions")
    let (input, target) = (Tensor([1.0, 2.0]), Tensor([0.0, 4.0]))
    expectClose(
      SquaredError()(input, target), Tensor(2.5), for: ["input": input, "target": target])
  }

  func testOtherReductionsOfSquares() throws {
    try skipUnlessAnswered("SquaredError.forward(_:_:)", in: "LossFunctions")
    let (input, target) = (Tensor([[1.0, 2.0]]), Tensor([[0.0, 4.0]]))
    expectClose(
      SquaredError(reduction: .none)(input, target), Tensor([[1.0, 4.0]]),
      for: ["input": input, "target": target, "reduction": Code(".none")])
    expectClose(
      SquaredError(reduction: .sum)(input, target), Tensor(5.0),
      for: ["input": input, "target": target, "reduction": Code(".sum")])
  }

  func testEqualScores() throws {
    try skipUnlessAnswered("ClassEntropy.forward(_:_:)", in: "LossFunctions")
    let (scores, targets) = (Tensor([[0.0, 0.0], [5.0, 0.0]]), Tensor([0, 1]))
    expectClose(
      ClassEntropy(reduction: .none)(scores, targets), Tensor([0.693147, 5.006715]),
      for: ["scores": scores, "targets": targets, "reduction": Code(".none")])
    expectClose(
      ClassEntropy()(scores, targets), Tensor(2.849931),
      for: ["scores": scores, "targets": targets, "reduction": Code(".mean")])
  }

  func testWeightedMean() throws {
    try skipUnlessAnswered("ClassEntropy.forward(_:_:)", in: "LossFunctions")
    let (scores, targets) = (Tensor([[0.0, 0.0], [5.0, 0.0]]), Tensor([0, 1]))
    let weight = Tensor([3.0, 1.0])
    expectClose(
      ClassEntropy(weight: weight)(scores, targets), Tensor(1.771539),
      for: ["scores": scores, "targets": targets, "weight": weight])
  }

  func testSlope() throws {
    try skipUnlessAnswered("crossEntropySlope(_:_:)", in: "LossFunctions")
    let (scores, targets) = (Tensor([[0.0, 0.0], [5.0, 0.0]]), Tensor([0, 1]))
    expectClose(
      crossEntropySlope(scores, targets),
      Tensor([[-0.25, 0.25], [0.496654, -0.496654]]),
      for: ["scores": scores, "targets": targets])
  }
}
