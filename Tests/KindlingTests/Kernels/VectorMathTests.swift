import Foundation
import Kindling
import XCTest

/// The vector functions behind large float32 tensors, against double precision.
final class VectorMathTests: XCTestCase {
  /// Floats of every size and sign, spread evenly over their bit patterns.
  private let numbers: [Float] = stride(from: UInt32(0), to: .max, by: 65_537)
    .map { Float(bitPattern: $0) }.filter(\.isFinite)

  private func check(
    _ what: String, ulps: Double, _ function: (Tensor) -> Tensor, _ exact: (Double) -> Double
  ) {
    let found = function(Tensor(numbers)).floats()
    for (x, y) in zip(numbers, found) {
      let expected = exact(Double(x))
      if Float(expected).isInfinite || expected.isNaN {
        XCTAssert(y == Float(expected) || (y.isNaN && expected.isNaN), "\(what)(\(x)) is \(y)")
        continue
      }
      let unit = Double(Swift.max(Float(abs(expected)).ulp, Float.leastNonzeroMagnitude))
      XCTAssertLessThanOrEqual(
        abs(Double(y) - expected) / unit, ulps, "\(what)(\(x)) is \(y), not \(expected)")
    }
  }

  func testErrorsInUnitsOfTheLastPlace() {
    check("exp", ulps: 1, { $0.exp() }, { Foundation.exp($0) })
    check("log", ulps: 1, { $0.log() }, { Foundation.log($0) })
    check("tanh", ulps: 2, { $0.tanh() }, { Foundation.tanh($0) })
    check("sigmoid", ulps: 2.5, { $0.sigmoid() }) {
      $0 < 0 ? Foundation.exp($0) / (1 + Foundation.exp($0)) : 1 / (1 + Foundation.exp(-$0))
    }
  }
}
