import AnsweredParts
import ExerciseTesting
import Kindling
import ObjectiveFunctions
import XCTest

final class ObjectiveFunctionsTests: ExerciseTestCase {
  private let logProbabilities = Tensor([[-0.5, -1.0, -3.5], [-2.0, -0.25, -2.5]])

  // The library has a `crossEntropy` too, so the calls below say whose is meant.

  func testLossOfEachRow() throws {
    try skipUnlessAnswered("negativeLogLikelihood(_:_:reduction:)", in: "ObjectiveFunctions")
    let targets = Tensor([2, 1])
    expectClose(
      negativeLogLikelihood(logProbabilities, targets, reduction: .none), Tensor([3.5, 0.25]),
      for: ["logProbabilities": logProbabilities, "targets": targets, "reduction": Code(".none")])
  }

  func testSumAndMeanOfTheRows() throws {
    try skipUnlessAnswered("negativeLogLikelihood(_:_:reduction:)", in: "ObjectiveFunctions")
    let targets = Tensor([2, 1])
    expectClose(
      negativeLogLikelihood(logProbabilities, targets, reduction: .sum), Tensor(3.75),
      for: ["logProbabilities": logProbabilities, "targets": targets, "reduction": Code(".sum")])
    expectClose(
      negativeLogLikelihood(logProbabilities, targets, reduction: .mean), Tensor(1.875),
      for: ["logProbabilities": logProbabilities, "targets": targets, "reduction": Code(".mean")])
    expectClose(
      negativeLogLikelihood(logProbabilities, targets), Tensor(1.875),
      for: ["logProbabilities": logProbabilities, "targets": targets], "without a reduction")
  }

  func testEqualScoresCostTheLogOfTheNumberOfClasses() throws {
    try skipUnlessAnswered("crossEntropy(_:_:reduction:)", in: "ObjectiveFunctions")
    let (scores, targets) = (Tensor([[7.0, 7.0], [0.0, 0.0]]), Tensor([0, 1]))
    expectClose(
      ObjectiveFunctions.crossEntropy(scores, targets, reduction: .none),
      Tensor([0.693147, 0.693147]),
      for: ["scores": scores, "targets": targets, "reduction": Code(".none")])
  }

  func testConfidentAndWrongCostsMuch() throws {
    try skipUnlessAnswered("crossEntropy(_:_:reduction:)", in: "ObjectiveFunctions")
    let (scores, targets) = (Tensor([[100.0, 0.0], [100.0, 0.0]]), Tensor([0, 1]))
    expectClose(
      ObjectiveFunctions.crossEntropy(scores, targets, reduction: .none), Tensor([0.0, 100.0]),
      for: ["scores": scores, "targets": targets, "reduction": Code(".none")])
  }

  func testSlopeIsProbabilityMinusOneForTheRightClass() throws {
    try skipUnlessAnswered("crossEntropy(_:_:reduction:)", in: "ObjectiveFunctions")
    let (scores, targets) = (Tensor([[0.0, 0.0]]).requiringGradient(), Tensor([0]))
    let told: KeyValuePairs<String, Any> = [
      "scores": scores.detach(), "targets": targets, "reduction": Code(".sum"),
    ]
    announce(told)
    let loss = ObjectiveFunctions.crossEntropy(scores, targets, reduction: .sum)
    guard loss.requiresGrad else {
      return expect(false, "the loss is cut off from the scores", for: told)
    }
    loss.backward()
    expectClose(
      scores.grad ?? Tensor.zeros(1, 2), Tensor([[-0.5, 0.5]]), for: told,
      "gradient of the scores")
  }
}
