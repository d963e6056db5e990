import Foundation
import Kindling
import TestSupport
import XCTest

/// Where the elements of results lie in memory, against Tests/Fixtures/layouts.json: PyTorch's
/// strides.
final class LayoutTests: XCTestCase {
  private struct Operand: Decodable {
    let made: [Int], permuted: [Int]
    let step: Int?
    let expanded: [Int]?

    var tensor: Tensor {
      let count = made.reduce(1, *)
      let numbers = (0..<count).map { count == 1 ? -2 : -2 + 4 * Double($0) / Double(count - 1) }
      var x = Tensor(numbers).reshape(Shape(made))
      if !permuted.isEmpty { x = x.permute(permuted) }
      if let step { x = x[.every(step)] }
      return expanded.map { x.expand(Shape($0)) } ?? x
    }
  }

  private struct Case: Decodable {
    let operation: String
    let operands: [Operand]
    let shape: [Int], strides: [Int]
    let isContiguous: Bool, copies: Bool
  }

  private struct File: Decodable { let cases: [Case] }

  private let unary: [String: (Tensor) -> Tensor] = [
    "neg": { -$0 }, "exp": { $0.exp() }, "relu": { $0.relu() }, "abs": { $0.abs() },
    "times number": { $0 * 2 }, "power": { $0.pow(2) }, "clamp": { $0.clamp(min: -1, max: 1) },
    "isnan": { $0.isNaN() }, "clone": { $0.clone() }, "to float64": { $0.to(.float64) },
    "to int64": { $0.to(.int64) }, "sigmoid": { $0.sigmoid() },
  ]
  private let binary: [String: (Tensor, Tensor) -> Tensor] = [
    "add": { $0 + $1 }, "mul": { $0 * $1 }, "maximum": { $0.maximum($1) }, "greater": { $0 .> $1 },
    "atan2": { $0.atan2($1) }, "where": { Tensor.where($0 .> $1, $0, $1) },
    "masked fill": { $0.maskedFill($1 .> 0, 1) },
  ]

  func testResultsLieInMemoryAsPyTorchsDo() throws {
    let path = Repository.root.appending(path: "Tests/Fixtures/layouts.json")
    let cases = try JSONDecoder().decode(File.self, from: Data(contentsOf: path)).cases
    XCTAssertGreaterThan(cases.count, 500)
    for entry in cases {
      let operands = entry.operands.map(\.tensor)
      let result =
        operands.count == 1
        ? try XCTUnwrap(unary[entry.operation])(operands[0])
        : try XCTUnwrap(binary[entry.operation])(operands[0], operands[1])
      let what = "\(entry.operation) of \(operands.map(\.shape)), \(operands.map(\.strides))"
      XCTAssertEqual(Array(result.shape), entry.shape, what)
      XCTAssertEqual(result.isContiguous, entry.isContiguous, what)
      // A dimension of one element, or of none, has no neighbours whose distance could be seen.
      for dim in result.shape.indices where result.shape[dim] > 1 && result.elementCount > 0 {
        XCTAssertEqual(result.strides[dim], entry.strides[dim], "\(what): dim \(dim)")
      }
      XCTAssertEqual(!result.contiguous().sharesStorage(with: result), entry.copies, what)
      checkValues(result, entry.operation, operands, what)
    }
  }

  /// The same values as from operands that lie row by row, for which a function may be another one
  /// with an error of its own: both are within two units in the last place.
  private func checkValues(
    _ result: Tensor, _ operation: String, _ operands: [Tensor], _ what: String
  ) {
    let rows = operands.map { Tensor($0.doubles()).reshape($0.shape) }
    let plain = rows.count == 1 ? unary[operation]!(rows[0]) : binary[operation]!(rows[0], rows[1])
    for (found, expected) in zip(result.doubles(), plain.doubles()) {
      XCTAssertEqual(found, expected, accuracy: 4 * 0x1p-24 * abs(expected), what)
    }
  }

  func testWritingIntoContiguousLeavesAResultOfATransposedTensorAlone() {
    let x = Tensor([[1.0, 2.0], [3.0, 4.0]]).t() * 2
    let rows = x.contiguous()
    rows.fill(9)
    XCTAssertEqual(x.doubles(), [2, 6, 4, 8])
    XCTAssertEqual(x.reshape(-1).doubles(), [2, 6, 4, 8])
  }

  func testLargeResultsInAnotherOrderAreTheSame() {
    let (x, y) = (Tensor.randn(301, 403), Tensor.randn(403, 301))
    let turned = x.t()
    let rows = turned.contiguous()
    XCTAssertEqual((turned + y).doubles(), (rows + y).doubles())
    XCTAssertEqual((turned + turned).doubles(), (rows + rows).doubles())
    XCTAssertEqual(turned.exp().doubles(), rows.exp().doubles())
    XCTAssertEqual((turned * y[0]).doubles(), (rows * y[0]).doubles())
  }
}
