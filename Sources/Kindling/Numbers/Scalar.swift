/// A number combined with a tensor, as in `x * 2`.
///
/// Its kind affects the result's dtype: an integer keeps an int64 tensor int64, a floating-point
/// number gives it the default dtype, and neither changes a floating-point tensor.
public enum Scalar: Sendable, Equatable {
  /// A whole number.
  case int(Int64)
  /// A floating-point number.
  case double(Double)
  /// A Boolean value.
  case bool(Bool)

  /// The dtype this number has on its own.
  var dtype: DType {
    switch self {
    case .int: .int64
    case .double: .default
    case .bool: .bool
    }
  }

  /// Returns the dtype of the result of an operation on a tensor of `dtype` and this number.
  func promoted(with dtype: DType) -> DType {
    switch self {
    case .double: dtype.isFloatingPoint ? dtype : .default
    case .int: dtype == .bool ? .int64 : dtype
    case .bool: dtype
    }
  }

  /// The number as floating point, which a quotient needs whatever the tensor's dtype.
  var real: Scalar { .double(asDouble) }

  @inline(__always)
  func value<T: Element>() -> T {
    switch self {
    case .int(let number): T(wrapping: number)
    case .double(let number): T(wrapping: number)
    case .bool(let flag): T(wrapping: flag ? Int64(1) : 0)
    }
  }

  var asDouble: Double {
    switch self {
    case .int(let number): Double(number)
    case .double(let number): number
    case .bool(let flag): flag ? 1 : 0
    }
  }
}

extension DType {
  /// The range of whole numbers that an integer dtype can represent; nil for other dtypes.
  var wholeNumbers: ClosedRange<Int64>? {
    switch self {
    case .uint8: Int64(UInt8.min)...Int64(UInt8.max)
    case .int8: Int64(Int8.min)...Int64(Int8.max)
    case .int16: Int64(Int16.min)...Int64(Int16.max)
    case .int32: Int64(Int32.min)...Int64(Int32.max)
    case .int64: Int64.min...Int64.max
    case .bool, .float16, .float32, .float64: nil
    }
  }

  /// The largest finite number of a floating-point dtype; nil for other dtypes.
  fileprivate var largest: Double? {
    switch self {
    case .float16: Double(Float16.greatestFiniteMagnitude)
    case .float32: Double(Float.greatestFiniteMagnitude)
    case .float64: Double.greatestFiniteMagnitude
    default: nil
    }
  }
}

extension Scalar {
  /// The number as an integer, truncated towards 0.
  var whole: Int64 { value() }

  /// Returns the number itself, or traps if elements of `dtype` cannot represent it; PyTorch also
  /// refuses to write it. Infinity fits every floating-point dtype, and a negative integer down to
  /// -255 wraps around in uint8.
  ///
  /// Traps with `fill: 300 does not fit in uint8`.
  func fitting(_ dtype: DType, _ operation: @autoclosure () -> String) -> Scalar {
    check(fits(dtype), operation(), "\(self) does not fit in \(dtype)")
    return self
  }

  private func fits(_ dtype: DType) -> Bool {
    if let largest = dtype.largest {
      let size = Swift.abs(asDouble)
      return !(size > largest) || size.isInfinite
    }
    guard let range = dtype.wholeNumbers else { return true }
    switch self {
    case .bool: return true
    case .int(let number):
      if dtype == .uint8 { return (-range.upperBound...range.upperBound).contains(number) }
      return range.contains(number)
    case .double(let number):
      return number >= Double(range.lowerBound) && number <= Double(range.upperBound)
    }
  }
}

extension Scalar: CustomStringConvertible {
  /// The number as Swift prints it.
  public var description: String {
    switch self {
    case .int(let number): "\(number)"
    case .double(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    }
  }
}

/// A Swift number that can be combined with a tensor in an expression.
public protocol ScalarValue {
  /// The number as a ``Scalar``.
  var scalar: Scalar { get }
}

extension Double: ScalarValue { @inlinable public var scalar: Scalar { .double(self) } }
extension Float: ScalarValue { @inlinable public var scalar: Scalar { .double(Double(self)) } }
extension Float16: ScalarValue { @inlinable public var scalar: Scalar { .double(Double(self)) } }
extension Int: ScalarValue { @inlinable public var scalar: Scalar { .int(Int64(self)) } }
extension Int64: ScalarValue { @inlinable public var scalar: Scalar { .int(self) } }
extension Int32: ScalarValue { @inlinable public var scalar: Scalar { .int(Int64(self)) } }
extension Int16: ScalarValue { @inlinable public var scalar: Scalar { .int(Int64(self)) } }
extension Int8: ScalarValue { @inlinable public var scalar: Scalar { .int(Int64(self)) } }
extension UInt8: ScalarValue { @inlinable public var scalar: Scalar { .int(Int64(self)) } }
extension Bool: ScalarValue { @inlinable public var scalar: Scalar { .bool(self) } }
