import AnsweredParts
import ExerciseTesting
import Kindling
import TensorCreation
import XCTest

final class TensorCreationTests: ExerciseTestCase {
  func testZerosLikeWholeNumbers() throws {
    try skipUnlessAnswered("zerosLike(_:)", in: "TensorCreation")
    let other = Tensor([[1, 2], [3, 4]])
    expectClose(zerosLike(other), Tensor([[0, 0], [0, 0]]), for: ["other": other])
  }

  func testSixFives() throws {
    try skipUnlessAnswered("constant(_:_:dtype:)", in: "TensorCreation")
    expectClose(
      constant([2, 3], 5, dtype: .float32), Tensor([[5.0, 5.0, 5.0], [5.0, 5.0, 5.0]]),
      for: ["shape": Code("[2, 3]"), "value": 5.0])
  }

  func testRangeUpAndDown() throws {
    try skipUnlessAnswered("range(from:to:step:dtype:)", in: "TensorCreation")
    expectClose(
      range(from: 0, to: 1, step: 0.25, dtype: .float32), Tensor([0.0, 0.25, 0.5, 0.75]),
      for: ["start": 0.0, "end": 1.0, "step": 0.25])
    expectClose(
      range(from: 5, to: 0, step: -2, dtype: .int64), Tensor([5, 3, 1]),
      for: ["start": 5.0, "end": 0.0, "step": -2.0])
  }

  func testIdentityOfTwoRows() throws {
    try skipUnlessAnswered("identity(_:_:dtype:)", in: "TensorCreation")
    expectClose(
      identity(2, 3, dtype: .int64), Tensor([[1, 0, 0], [0, 1, 0]]),
      for: ["rows": 2, "columns": 3])
  }

  func testUniformNumbersInOrder() throws {
    try skipUnlessAnswered(
      "uniformNumbers(_:from:to:dtype:drawing:)", in: "TensorCreation")
    var numbers = [0.25, 0.5]
    announce(["drawn": numbers])
    expectClose(
      uniformNumbers([2], from: -1, to: 1, dtype: .float32) { numbers.removeFirst() },
      Tensor([-0.5, 0.0]), for: ["drawn": [0.25, 0.5]])
  }

  func testNormalNumbersOfTwoPairs() throws {
    try skipUnlessAnswered(
      "normalNumbers(_:mean:deviation:dtype:drawing:)", in: "TensorCreation")
    // -2 log(1 - 0.86466472) is 4, so the radius is 2; the angles are 0 and a quarter turn.
    var numbers = [0.0, 0.86466472, 0.25, 0.86466472]
    announce(["drawn": numbers])
    expectClose(
      normalNumbers([2, 2], mean: 10, deviation: 3, dtype: .float32) { numbers.removeFirst() },
      Tensor([[16.0, 10.0], [10.0, 16.0]]),
      for: ["drawn": [0.0, 0.86466472, 0.25, 0.86466472]])
  }
}
