import AnsweredParts
import ExerciseTesting
import Kindling
import XCTest
import __MODULE__

final class __MODULE__Tests: ExerciseTestCase {
  // FILL IN: three to eight small tests with numbers that can be checked by hand.
  func testFillIn() throws {
    try skipUnlessAnswered("fillIn(_:)", in: "__MODULE__")
    let x = Tensor([1.0, 2.0])
    expectClose(fillIn(x), Tensor([1.0, 2.0]), for: ["x": x])
  }
}
