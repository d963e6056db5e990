import XCTest

@testable import Kindling

/// How exact a device's functions are, in units in the last place of a float32.
final class DeviceAccuracyTests: XCTestCase {
  private struct Measured: Sendable {
    let name: String
    /// The largest error allowed: what OpenCL's standard allows its own function, or each of those
    /// in a formula, and half a unit for every step that rounds.
    let bound: Double
    let range: ClosedRange<Double>
    let function: @Sendable (Tensor) -> Tensor

    init(
      _ name: String, _ bound: Double, _ range: ClosedRange<Double> = -10...10,
      _ function: @escaping @Sendable (Tensor) -> Tensor
    ) {
      (self.name, self.bound, self.range, self.function) = (name, bound, range, function)
    }
  }

  private static let functions: [Measured] = [
    // Rounded once, in the standard.
    Measured("sqrt", 0.5, 0...1e6) { $0.sqrt() },
    Measured("reciprocal", 0.5) { $0.reciprocal() },
    Measured("rsqrt", 1.5, 1e-3...1e6) { $0.rsqrt() },
    Measured("floor", 0) { $0.floor() }, Measured("round", 0) { $0.round() },
    Measured("exp", 3.5, -80...80) { $0.exp() }, Measured("exp2", 3.5, -100...100) { $0.exp2() },
    Measured("expm1", 3.5, -20...20) { $0.expm1() },
    Measured("log", 3.5, 1e-6...1e6) { $0.log() },
    Measured("log2", 3.5, 1e-6...1e6) { $0.log2() },
    Measured("log10", 3.5, 1e-6...1e6) { $0.log10() },
    Measured("log1p", 2.5, -0.9...100) { $0.log1p() },
    Measured("sin", 4.5) { $0.sin() }, Measured("cos", 4.5) { $0.cos() },
    Measured("tan", 5.5) { $0.tan() }, Measured("asin", 4.5, -1...1) { $0.asin() },
    Measured("acos", 4.5, -1...1) { $0.acos() }, Measured("atan", 5.5) { $0.atan() },
    Measured("sinh", 4.5) { $0.sinh() }, Measured("cosh", 4.5) { $0.cosh() },
    // expm1, a sum and a quotient.
    Measured("tanh", 4.5) { $0.tanh() }, Measured("asinh", 4.5) { $0.asinh() },
    Measured("acosh", 4.5, 1...100) { $0.acosh() },
    Measured("atanh", 5.5, -0.99...0.99) { $0.atanh() },
    Measured("erf", 16.5) { $0.erf() }, Measured("erfc", 16.5, -3...9) { $0.erfc() },
    // exp twice, a sum and a quotient.
    Measured("sigmoid", 3.5 + 3.5 + 1) { $0.sigmoid() },
    Measured("pow", 16.5, 0.01...100) { $0.pow(2.7) },
  ]

  func testFunctionsKeepTheirBounds() throws {
    guard let device = Device.accelerator ?? Device.available.dropFirst().first else {
      throw XCTSkip("no device but the processor on this machine")
    }
    manualSeed(11)
    for measured in Self.functions {
      let x = Tensor.uniform(
        [100_000], measured.range.lowerBound..<measured.range.upperBound, device: .cpu)
      // Double precision is exact here: its error is a billionth of a unit.
      let exact = measured.function(x.to(.float64)).doubles()
      let found = measured.function(x.to(device)).floats()
      var worst = 0.0
      for (exact, found) in zip(exact, found) where exact.isFinite {
        worst = max(worst, abs(Double(found) - exact) / Double(Float(exact).ulp))
      }
      let name = measured.name.padding(toLength: 12, withPad: " ", startingAt: 0)
      print(name, String(format: "%5.2f of %5.2f ulps", worst, measured.bound))
      XCTAssertLessThanOrEqual(worst, measured.bound, measured.name)
    }
  }
}
