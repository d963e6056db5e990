import Kindling

/// How far a right answer may be from the expected one, because it rounded in another order.
public struct Tolerance: Sendable {
  public var relative: Double
  public var absolute: Double

  public init(relative: Double, absolute: Double) {
    self.relative = relative
    self.absolute = absolute
  }

  /// For a few dozen operations in the given dtype: about 2^7 units in the last place (2^-24 for
  /// float32, 2^-53 for float64) of the number, or of 1 for numbers below 1.
  public static func rounding(_ dtype: DType) -> Tolerance {
    switch dtype {
    case .float64: Tolerance(relative: 0x1p-46, absolute: 0x1p-46)
    case .float16: Tolerance(relative: 0x1p-6, absolute: 0x1p-6)
    default: Tolerance(relative: 0x1p-17, absolute: 0x1p-17)
    }
  }

  func accepts(_ got: Double, _ expected: Double) -> Bool {
    if got.isNaN || expected.isNaN { return got.isNaN && expected.isNaN }
    if got.isInfinite || expected.isInfinite { return got == expected }
    return abs(got - expected) <= absolute + relative * abs(expected)
  }
}
