import AnsweredParts
import BatchedInput
import ExerciseTesting
import Layerwise
import XCTest

private typealias Sum = BatchedInput.Sum

final class BatchedInputTests: ExerciseTestCase {
  private let batch = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], dtype: .float64)

  func testRepeatsAVector() throws {
    try skipUnlessAnswered("repeatedRows(of:count:)", in: "BatchedInput")
    let x = Tensor([1.0, 2.0], dtype: .float64)
    let rows = repeatedRows(of: x, count: 3)
    expectClose(
      rows, Tensor([[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]], dtype: .float64),
      for: ["x": x, "count": 3])
    expect(rows.sharesStorage(with: x), "the rows are a copy of x", for: ["x": x, "count": 3])
  }

  func testForwardsEachRow() throws {
    try skipUnlessAnswered("forwardEachRow(_:_:)", in: "BatchedInput")
    expectClose(
      forwardEachRow(Twice(), batch), batch * 2, for: ["module": Code("x * 2"), "batch": batch])
  }

  func testSumsOneInput() throws {
    try skipUnlessAnswered("Sum.updateOutput(_:)", in: "BatchedInput")
    expectClose(
      Sum(1, 2).forward(batch), Tensor([5.0, 7.0, 9.0], dtype: .float64),
      for: ["dimension": 1, "nInputDims": 2, "input": batch])
    expectClose(
      Sum(1, 1).forward(batch[0]), Tensor([6.0], dtype: .float64),
      for: ["dimension": 1, "nInputDims": 1, "input": batch[0]])
  }

  func testSumsABatchOfVectors() throws {
    try skipUnlessAnswered("Sum.updateOutput(_:)", in: "BatchedInput")
    expectClose(
      Sum(1, 1).forward(batch), Tensor([6.0, 15.0], dtype: .float64),
      for: ["dimension": 1, "nInputDims": 1, "input": batch])
  }

  func testTellsAModuleThatMixesRows() throws {
    try skipUnlessAnswered("takesBatches(_:_:)", in: "BatchedInput")
    expectEqual(
      takesBatches(Twice(), batch), true, for: ["module": Code("x * 2"), "batch": batch])
    expectEqual(
      takesBatches(Running(), batch), false,
      for: ["module": Code("x.cumsum(dim: 0)"), "batch": batch])
  }
}

/// Twice its input.
private final class Twice: Module {
  override func updateOutput(_ input: Tensor) -> Tensor { input * 2 }
}

/// Running sums along the first dimension: of a batch, each row and all rows above it.
private final class Running: Module {
  override func updateOutput(_ input: Tensor) -> Tensor { input.cumsum(dim: 0) }
}
