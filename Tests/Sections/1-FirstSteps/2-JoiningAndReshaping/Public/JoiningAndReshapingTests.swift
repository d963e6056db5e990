import AnsweredParts
import ExerciseTesting
import JoiningAndReshaping
import Kindling
import XCTest

final class JoiningAndReshapingTests: ExerciseTestCase {
  func testStridesOfABlock() throws {
    try skipUnlessAnswered("strides(of:)", in: "JoiningAndReshaping")
    expectEqual(strides(of: [2, 3, 4]), [12, 4, 1], for: ["shape": Code("[2, 3, 4]")])
  }

  func testJoinsRowsAndColumns() throws {
    try skipUnlessAnswered("concatenate(_:dim:)", in: "JoiningAndReshaping")
    let (x, y) = (Tensor([[1.0, 2.0]]), Tensor([[3.0, 4.0]]))
    try expectClose(
      concatenate([x, y], dim: 0), Tensor([[1.0, 2.0], [3.0, 4.0]]),
      for: ["tensors": [x, y], "dim": 0])
    try expectClose(
      concatenate([x, y], dim: -1), Tensor([[1.0, 2.0, 3.0, 4.0]]),
      for: ["tensors": [x, y], "dim": -1])
  }

  func testColumnsThatDoNotFit() throws {
    try skipUnlessAnswered("concatenate(_:dim:)", in: "JoiningAndReshaping")
    let (x, y) = (Tensor([[1.0, 2.0]]), Tensor([[3.0, 4.0, 5.0]]))
    announce(["tensors": [x, y], "dim": 0])
    XCTAssertThrowsError(
      try concatenate([x, y], dim: 0),
      "expected ShapesDoNotFit(position: 1, shape: [1, 3], first: [1, 2])"
    ) { error in
      expectEqual(
        error as? ShapesDoNotFit, ShapesDoNotFit(position: 1, shape: [1, 3], first: [1, 2]),
        for: ["tensors": [x, y], "dim": 0], "the error")
    }
  }

  func testSixNumbersAsThreeRows() throws {
    try skipUnlessAnswered("reshape(_:to:)", in: "JoiningAndReshaping")
    let x = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    for shape in [[3, 2], [3, -1], [-1, 2]] {
      try expectClose(
        reshape(x, to: shape), Tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
        for: ["x": x, "shape": Code("\(shape)")])
    }
  }

  func testThreeNumbersDoNotMakeTwoRows() throws {
    try skipUnlessAnswered("reshape(_:to:)", in: "JoiningAndReshaping")
    let x = Tensor([1.0, 2.0, 3.0])
    announce(["x": x, "shape": Code("[2, -1]")])
    XCTAssertThrowsError(
      try reshape(x, to: [2, -1]), "expected ElementsDoNotFit(count: 3, shape: [2, -1])"
    ) { error in
      expectEqual(
        error as? ElementsDoNotFit, ElementsDoNotFit(count: 3, shape: [2, -1]),
        for: ["x": x, "shape": Code("[2, -1]")], "the error")
    }
  }

  func testRowsAndColumnsSeenAsOneRow() throws {
    try skipUnlessAnswered("viewStrides(of:strides:as:)", in: "JoiningAndReshaping")
    expectEqual(
      viewStrides(of: [2, 3], strides: [3, 1], as: [6]), [1],
      for: ["shape": Code("[2, 3]"), "strides": Code("[3, 1]"), "target": Code("[6]")])
    expectEqual(
      viewStrides(of: [3, 2], strides: [1, 3], as: [6]), nil,
      for: ["shape": Code("[3, 2]"), "strides": Code("[1, 3]"), "target": Code("[6]")])
  }
}
