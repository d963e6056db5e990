import AnsweredParts
import ExerciseTesting
import Kindling
import Softmax
import XCTest

final class SoftmaxTests: ExerciseTestCase {
  func testEqualScoresShareEqually() throws {
    try skipUnlessAnswered("softmax(_:dim:)", in: "Softmax")
    let x = Tensor([7.0, 7.0, 7.0, 7.0])
    expectClose(softmax(x, dim: 0), Tensor([0.25, 0.25, 0.25, 0.25]), for: ["x": x, "dim": 0])
  }

  func testSoftmaxAlongRowsAndColumns() throws {
    try skipUnlessAnswered("softmax(_:dim:)", in: "Softmax")
    // log 3 more is 3 times the share.
    let x = Tensor([[0.0, 1.098612], [0.0, 0.0]])
    expectClose(
      softmax(x, dim: 1), Tensor([[0.25, 0.75], [0.5, 0.5]]), for: ["x": x, "dim": 1])
    expectClose(
      softmax(x, dim: 0), Tensor([[0.5, 0.75], [0.5, 0.25]]), for: ["x": x, "dim": 0])
  }

  func testSoftmaxOfLargeScores() throws {
    try skipUnlessAnswered("softmax(_:dim:)", in: "Softmax")
    let x = Tensor([10_000.0, 10_000.0, -10_000.0])
    expectClose(softmax(x, dim: 0), Tensor([0.5, 0.5, 0.0]), for: ["x": x, "dim": 0])
  }

  func testLogSoftmaxOfEqualScores() throws {
    try skipUnlessAnswered("logSoftmax(_:dim:)", in: "Softmax")
    let x = Tensor([[2.0, 2.0], [-1.0, -1.0]])
    // log(1 / 2)
    expectClose(
      logSoftmax(x, dim: 1), Tensor.full([2, 2], -0.693147), for: ["x": x, "dim": 1])
  }

  func testLogSoftmaxOfLargeScores() throws {
    try skipUnlessAnswered("logSoftmax(_:dim:)", in: "Softmax")
    let x = Tensor([10_000.0, 0.0])
    expectClose(logSoftmax(x, dim: 0), Tensor([0.0, -10_000.0]), for: ["x": x, "dim": 0])
  }
}
