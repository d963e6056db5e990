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

  /// For results that come from numbers as large as those of `tensor`, which carry rounding errors
  /// of their own: two units in the last place of the largest.
  public static func rounding(near tensor: Tensor) -> Tolerance {
    let largest = tensor.doubles().filter(\.isFinite).map(abs).max() ?? 0
    let unit =
      switch tensor.dtype {
      case .float64: 0x1p-52
      case .float16: 0x1p-10
      default: 0x1p-23
      }
    var tolerance = rounding(tensor.dtype)
    tolerance.absolute = max(tolerance.absolute, 2 * unit * largest)
    return tolerance
  }

  /// For a gradient of a few dozen operations: about 2^4 units in the last place in float64, less
  /// than a difference of two values near each other comes to.
  static func gradient(_ dtype: DType) -> Tolerance {
    dtype == .float64 ? Tolerance(relative: 0x1p-48, absolute: 0x1p-48) : .rounding(dtype)
  }

  /// The first position whose numbers differ by more; nil when there is none.
  func firstRefused(_ got: [Double], _ expected: [Double]) -> Int? {
    zip(got, expected).enumerated().first { !accepts($1.0, $1.1) }?.offset
  }

  /// Whether a number is near enough to the expected one; NaN is near to NaN alone.
  public func accepts(_ got: Double, _ expected: Double) -> Bool {
    if got.isNaN || expected.isNaN { return got.isNaN && expected.isNaN }
    if got.isInfinite || expected.isInfinite { return got == expected }
    return abs(got - expected) <= absolute + relative * abs(expected)
  }
}
