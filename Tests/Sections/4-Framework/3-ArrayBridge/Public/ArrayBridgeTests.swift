import AnsweredParts
import ArrayBridge
import ExerciseTesting
import Kindling
import XCTest

final class ArrayBridgeTests: ExerciseTestCase {
  func testMatrix() throws {
    try skipUnlessAnswered("matrix(from:dtype:)", in: "ArrayBridge")
    announce(["rows": Code("[[1, 2], [3, 4]]")])
    try expectClose(
      matrix(from: [[1, 2], [3, 4]], dtype: .float64),
      Tensor([[1.0, 2.0], [3.0, 4.0]], dtype: .float64), for: ["rows": Code("[[1, 2], [3, 4]]")])
    XCTAssertThrowsError(
      try matrix(from: [[1, 2], [3]], dtype: .float64),
      "rows [[1, 2], [3]], expected ragged(row: 1, count: 1)"
    ) {
      XCTAssertEqual($0 as? BridgeProblem, .ragged(row: 1, count: 1))
    }
  }

  func testArraysOfATranspose() throws {
    try skipUnlessAnswered("arrays(of:)", in: "ArrayBridge")
    let matrix = Tensor([[1, 2], [3, 4]]).t()
    expectEqual(arrays(of: matrix), [[1, 3], [2, 4]], for: ["matrix": matrix])
  }

  func testAColumnSharesMemory() throws {
    try skipUnlessAnswered("columns(of:)", in: "ArrayBridge")
    let matrix = Tensor([[1, 2], [3, 4]])
    announce(["matrix": matrix])
    columns(of: matrix)[1].fill(0)
    expectClose(
      matrix, Tensor([[1, 0], [3, 0]]), for: ["matrix": Tensor([[1, 2], [3, 4]])],
      "the matrix after its second column was filled with 0")
  }

  func testFileOfANumber() throws {
    try skipUnlessAnswered("npyFile(of:)", in: "ArrayBridge")
    let t = Tensor([258])
    announce(["t": t])
    let bytes = npyFile(of: t)
    expectEqual(bytes.count, 136, for: ["t": t], "how many bytes there are")
    expectEqual(
      Array(bytes.prefix(8)), [0x93, 78, 85, 77, 80, 89, 1, 0], for: ["t": t], "the signature")
    expectEqual(
      Array(bytes.suffix(8)), [2, 1, 0, 0, 0, 0, 0, 0], for: ["t": t], "the element's bytes")
  }

  func testArrayInAFile() throws {
    try skipUnlessAnswered("array(inFile:)", in: "ArrayBridge")
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2), }\n"
    let bytes =
      [0x93, 78, 85, 77, 80, 89, 1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + [1, 2, 3, 255]
    try expectClose(
      array(inFile: bytes), Tensor([[1, 2], [3, 255]], dtype: .uint8),
      for: ["header": header, "elements": Code("[1, 2, 3, 255]")])
  }
}
