import AnsweredParts
import ExerciseTesting
import Indexing
import Kindling
import XCTest

final class IndexingTests: ExerciseTestCase {
  private let matrix = Strided([1, 2, 3, 4, 5, 6], sizes: [2, 3])

  func testPlacesOfATurnedMatrix() throws {
    try skipUnlessAnswered("Strided.places()", in: "Indexing")
    let turned = Strided(memory: matrix.memory, offset: 0, sizes: [3, 2], strides: [1, 3])
    expectEqual(
      turned.places(), [0, 3, 1, 4, 2, 5],
      for: ["offset": 0, "sizes": [3, 2], "strides": [1, 3]])
  }

  func testSelectAColumn() throws {
    try skipUnlessAnswered("Strided.select(_:_:)", in: "Indexing")
    let told: KeyValuePairs<String, Any> = ["sizes": [2, 3], "dim": 1, "index": -1]
    announce(told)
    let column = try matrix.select(1, -1)
    expectEqual(column.offset, 2, for: told, "the offset")
    expectEqual(column.sizes, [2], for: told, "the sizes")
    expectEqual(column.strides, [3], for: told, "the strides")
    expect(column.memory === matrix.memory, "the result is not a view of the memory", for: told)
  }

  func testSelectOutside() throws {
    try skipUnlessAnswered("Strided.select(_:_:)", in: "Indexing")
    announce(["sizes": [2, 3], "dim": 0, "index": 2])
    XCTAssertThrowsError(try matrix.select(0, 2), "expected outside(index: 2, size: 2)") {
      XCTAssertEqual($0 as? IndexProblem, .outside(index: 2, size: 2))
    }
  }

  func testSliceWithAStep() throws {
    try skipUnlessAnswered("Strided.slice(_:from:to:step:)", in: "Indexing")
    let told: KeyValuePairs<String, Any> = ["sizes": [2, 3], "dim": 1, "slice": Code("0::2")]
    announce(told)
    let part = matrix.slice(1, from: 0, to: nil, step: 2)
    expectEqual(part.sizes, [2, 2], for: told, "the sizes")
    expectEqual(part.strides, [3, 2], for: told, "the strides")
  }

  func testRowsTwice() throws {
    try skipUnlessAnswered("Strided.rows(_:)", in: "Indexing")
    let told: KeyValuePairs<String, Any> = ["sizes": [2, 3], "indices": [1, 1]]
    announce(told)
    let rows = try matrix.rows([1, 1])
    expectEqual(rows.memory.numbers, [4, 5, 6, 4, 5, 6], for: told)
    expectEqual(rows.sizes, [2, 3], for: told, "the sizes")
  }

  func testPairs() throws {
    try skipUnlessAnswered("Strided.pairs(rows:columns:)", in: "Indexing")
    let told: KeyValuePairs<String, Any> = ["rows": [0, 1], "columns": [2, -3]]
    announce(told)
    let pairs = try matrix.pairs(rows: [0, 1], columns: [2, -3])
    expectEqual(pairs.memory.numbers, [3, 4], for: told)
  }

  func testMask() throws {
    try skipUnlessAnswered("Strided.masked(by:)", in: "Indexing")
    let mask = [true, false, false, true, false, false]
    announce(["mask": mask])
    try expectEqual(matrix.masked(by: mask).memory.numbers, [1, 4], for: ["mask": mask])
  }

  func testSpread() throws {
    try skipUnlessAnswered("spread(_:from:over:)", in: "Indexing")
    expectEqual(
      spread([1, 10, 100], from: [2, 0, 2], over: 4), [10, 0, 101, 0],
      for: ["gradient": [1.0, 10, 100], "places": [2, 0, 2], "count": 4])
  }
}
