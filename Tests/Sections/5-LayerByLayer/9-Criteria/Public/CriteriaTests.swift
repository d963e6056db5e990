import AnsweredParts
import Criteria
import ExerciseTesting
import Layerwise
import XCTest

private typealias MSECriterion = Criteria.MSECriterion
private typealias ClassNLLCriterion = Criteria.ClassNLLCriterion

final class CriteriaTests: ExerciseTestCase {
  private let predictions = Tensor([1.0, 4.0], dtype: .float64)
  private let targets = Tensor([1.0, 2.0], dtype: .float64)
  private let logs = Tensor([[-1.0, -0.5], [-3.0, -0.1]], dtype: .float64)
  private let classes = Tensor([2, 1])

  func testMeanSquaredError() throws {
    try skipUnlessAnswered("MSECriterion.updateOutput(_:_:)", in: "Criteria")
    let criterion = MSECriterion()
    for (mean, loss) in [(true, 2.0), (false, 4.0)] {
      criterion.sizeAverage = mean
      expectEqual(
        criterion.forward(predictions, targets), loss,
        for: ["input": predictions, "target": targets, "sizeAverage": mean])
    }
  }

  func testPredictionsInAColumn() throws {
    try skipUnlessAnswered("MSECriterion.updateOutput(_:_:)", in: "Criteria")
    expectEqual(
      MSECriterion().forward(predictions.view(2, 1), targets), 2,
      for: ["input": predictions.view(2, 1), "target": targets])
  }

  func testGradientOfTheMeanSquaredError() throws {
    try skipUnlessAnswered("MSECriterion.updateGradInput(_:_:)", in: "Criteria")
    let criterion = MSECriterion()
    for (mean, slope) in [(true, 2.0), (false, 4.0)] {
      criterion.sizeAverage = mean
      expectClose(
        criterion.backward(predictions, targets), Tensor([0, slope], dtype: .float64),
        for: ["input": predictions, "target": targets, "sizeAverage": mean])
    }
  }

  func testNegativeLogLikelihood() throws {
    try skipUnlessAnswered("ClassNLLCriterion.updateOutput(_:_:)", in: "Criteria")
    let criterion = ClassNLLCriterion()
    for (mean, loss) in [(true, 1.75), (false, 3.5)] {
      criterion.sizeAverage = mean
      expectEqual(
        criterion.forward(logs, classes), loss,
        for: ["input": logs, "target": classes, "sizeAverage": mean])
    }
  }

  func testASingleExample() throws {
    try skipUnlessAnswered("ClassNLLCriterion.updateOutput(_:_:)", in: "Criteria")
    let (one, label) = (Tensor([-1.5, -0.25], dtype: .float64), Tensor([2.0], dtype: .float64))
    expectEqual(
      ClassNLLCriterion().forward(one, label), 0.25, for: ["input": one, "target": label])
  }

  func testGradientOfTheNegativeLogLikelihood() throws {
    try skipUnlessAnswered("ClassNLLCriterion.updateGradInput(_:_:)", in: "Criteria")
    let criterion = ClassNLLCriterion()
    for (mean, slope) in [(true, -0.5), (false, -1.0)] {
      criterion.sizeAverage = mean
      expectClose(
        criterion.backward(logs, classes), Tensor([[0, slope], [slope, 0]], dtype: .float64),
        for: ["input": logs, "target": classes, "sizeAverage": mean])
    }
  }
}
