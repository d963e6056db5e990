import AnsweredParts
import CreatingTensors
import ExerciseTesting
import Kindling
import XCTest

final class CreatingTensorsTests: ExerciseTestCase {
  func testAVectorOfFloats() throws {
    try skipUnlessAnswered("vector(_:)", in: "CreatingTensors")
    expectClose(vector([1, 2, 3]), Tensor([1.0, 2.0, 3.0]), for: ["numbers": Code("[1, 2, 3]")])
  }

  func testTwoRowsOfThree() throws {
    try skipUnlessAnswered("matrix(_:)", in: "CreatingTensors")
    let rows = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
    try expectClose(matrix(rows), Tensor(rows), for: ["rows": Code("\(rows)")])
  }

  func testARowThatIsTooShort() throws {
    try skipUnlessAnswered("matrix(_:)", in: "CreatingTensors")
    announce(["rows": Code("[[1.0, 2.0], [3.0]]")])
    XCTAssertThrowsError(
      try matrix([[1.0, 2.0], [3.0]]), "expected RaggedData(place: [1], count: 1, expected: 2)"
    ) { error in
      expectEqual(
        error as? RaggedData, RaggedData(place: [1], count: 1, expected: 2),
        for: ["rows": Code("[[1.0, 2.0], [3.0]]")], "the error")
    }
  }

  func testACubeOfTwo() throws {
    try skipUnlessAnswered("cube(_:)", in: "CreatingTensors")
    let matrices = [[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 8.0]]]
    try expectClose(cube(matrices), Tensor(matrices), for: ["matrices": Code("\(matrices)")])
  }

  func testATableFromARule() throws {
    try skipUnlessAnswered("tensor(of:dtype:rule:)", in: "CreatingTensors")
    expectClose(
      tensor(of: [2, 3], dtype: .float32) { Double(10 * $0[0] + $0[1]) },
      Tensor([[0.0, 1.0, 2.0], [10.0, 11.0, 12.0]]),
      for: [
        "shape": Code("[2, 3]"), "dtype": Code(".float32"),
        "rule": Code("{ Double(10 * $0[0] + $0[1]) }"),
      ])
  }

  func testASingleNumberFromARule() throws {
    try skipUnlessAnswered("tensor(of:dtype:rule:)", in: "CreatingTensors")
    expectClose(
      tensor(of: [], dtype: .float64) { index in Double(7 + index.count) },
      Tensor(7.0, dtype: .float64),
      for: [
        "shape": Code("[]"), "dtype": Code(".float64"),
        "rule": Code("{ index in Double(7 + index.count) }"),
      ])
  }
}
