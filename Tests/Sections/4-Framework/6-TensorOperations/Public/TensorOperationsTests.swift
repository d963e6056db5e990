import AnsweredParts
import ExerciseTesting
import Kindling
import TensorOperations
import XCTest

final class TensorOperationsTests: ExerciseTestCase {
  private func elements(_ x: Strided) -> [Double] { indices(of: x.shape).map { x[$0] } }

  private func expectElements(
    _ got: Strided?, _ numbers: [Double], shape: [Int], for told: KeyValuePairs<String, Any>,
    _ what: String = "", file: StaticString = #filePath, line: UInt = #line
  ) {
    expectEqual(
      got?.shape, shape, for: told, what + " the shape", file: file, line: line)
    guard let got, got.shape == shape else { return }
    expectEqual(
      elements(got), numbers, for: told, what + " the elements in row order", file: file, line: line
    )
  }

  private let x = Strided([1, 2, 3, 4, 5, 6], shape: [2, 3])
  private let told = Code("Strided([1, 2, 3, 4, 5, 6], shape: [2, 3])")

  func testTransposedAndSqueezed() throws {
    try skipUnlessAnswered("transpose(_:_:_:)", "squeeze(_:)", in: "TensorOperations")
    expectEqual(
      transpose(x, 0, 1), Strided(memory: [1, 2, 3, 4, 5, 6], shape: [3, 2], strides: [1, 3]),
      for: ["x": told, "first": 0, "second": 1])
    expectElements(
      transpose(x, -1, 0), [1, 4, 2, 5, 3, 6], shape: [3, 2],
      for: ["x": told, "first": -1, "second": 0])
    let row = Strided([1, 2, 3], shape: [1, 3, 1])
    expectEqual(
      squeeze(row), Strided([1, 2, 3], shape: [3]),
      for: ["x": Code("Strided([1, 2, 3], shape: [1, 3, 1])")])
  }

  func testNonzeroOfAMatrix() throws {
    try skipUnlessAnswered("nonzero(_:)", in: "TensorOperations")
    expectEqual(
      nonzero(Strided([0, 5, 7, 0], shape: [2, 2])), [[0, 1], [1, 0]],
      for: ["x": Code("Strided([0, 5, 7, 0], shape: [2, 2])")])
  }

  func testSumOfRowsAndColumns() throws {
    try skipUnlessAnswered("sum(_:dim:)", in: "TensorOperations")
    expectElements(
      TensorOperations.sum(x, dim: 0), [5, 7, 9], shape: [3], for: ["x": told, "dim": 0])
    expectElements(
      TensorOperations.sum(x, dim: -1), [6, 15], shape: [2], for: ["x": told, "dim": -1])
    let turned = Strided(memory: [1, 2, 3, 4, 5, 6], shape: [3, 2], strides: [1, 3])
    expectElements(
      TensorOperations.sum(turned, dim: 0), [6, 15], shape: [2],
      for: ["x": Code("\(turned)"), "dim": 0], "x transposed:")
  }

  func testStackOfTwoVectors() throws {
    try skipUnlessAnswered("stack(_:dim:)", in: "TensorOperations")
    let tensors = [Strided([0, 1, 2], shape: [3]), Strided([3, 4, 5], shape: [3])]
    let told = Code("[Strided([0, 1, 2], shape: [3]), Strided([3, 4, 5], shape: [3])]")
    expectElements(
      stack(tensors, dim: 0), [0, 1, 2, 3, 4, 5], shape: [2, 3], for: ["tensors": told, "dim": 0])
    expectElements(
      stack(tensors, dim: 1), [0, 3, 1, 4, 2, 5], shape: [3, 2], for: ["tensors": told, "dim": 1])
  }

  func testBroadcastOfARow() throws {
    try skipUnlessAnswered("broadcast(_:to:)", in: "TensorOperations")
    let row = Strided([1, 2, 3], shape: [3])
    let told = Code("Strided([1, 2, 3], shape: [3])")
    expectEqual(
      broadcast(row, to: [2, 3]), Strided(memory: [1, 2, 3], shape: [2, 3], strides: [0, 1]),
      for: ["x": told, "shape": Code("[2, 3]")])
    expectEqual(broadcast(row, to: [3, 2]), nil, for: ["x": told, "shape": Code("[3, 2]")])
  }

  func testProductOfAMatrixAndAVector() throws {
    try skipUnlessAnswered("matmul(_:_:)", in: "TensorOperations")
    let a = Strided([1, 2, 3, 4], shape: [2, 2])
    let told: KeyValuePairs<String, Any> = [
      "a": Code("Strided([1, 2, 3, 4], shape: [2, 2])"),
      "b": Code("Strided([10, 100], shape: [2])"),
    ]
    expectElements(
      matmul(a, Strided([10, 100], shape: [2])), [210, 430], shape: [2], for: told)
    expectEqual(
      matmul(a, Strided([10, 100, 1000], shape: [3])), nil,
      for: ["a": Code("shape [2, 2]"), "b": Code("shape [3]")])
  }

  func testGradientsOfSumAndProduct() throws {
    try skipUnlessAnswered(
      "sumGradients(a:b:gradient:)", "matmulGradients(a:b:gradient:)", in: "TensorOperations")
    let sums = sumGradients(a: [2, 3], b: [3], gradient: x)
    let shapes: KeyValuePairs<String, Any> = [
      "a": Code("[2, 3]"), "b": Code("[3]"), "gradient": told,
    ]
    expectElements(sums.a, [1, 2, 3, 4, 5, 6], shape: [2, 3], for: shapes, "a:")
    expectElements(sums.b, [5, 7, 9], shape: [3], for: shapes, "b:")
    let products = matmulGradients(
      a: Strided([1, 2], shape: [1, 2]), b: Strided([3, 4], shape: [2, 1]),
      gradient: Strided([10], shape: [1, 1]))
    let matrices: KeyValuePairs<String, Any> = [
      "a": Code("Strided([1, 2], shape: [1, 2])"), "b": Code("Strided([3, 4], shape: [2, 1])"),
      "gradient": Code("Strided([10], shape: [1, 1])"),
    ]
    expectElements(products.a, [30, 40], shape: [1, 2], for: matrices, "a:")
    expectElements(products.b, [10, 20], shape: [2, 1], for: matrices, "b:")
  }
}
