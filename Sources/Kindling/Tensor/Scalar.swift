/// One number beside a tensor, as in `x * 2`.
///
/// Its kind matters for the result's dtype: an integer keeps an int64 tensor int64, a
/// floating-point number makes it float32; neither changes a floating-point tensor.
public enum Scalar: Sendable, Equatable {
  /// A whole number.
  case int(Int64)
  /// A floating-point number.
  case double(Double)
  /// A truth value.
  case bool(Bool)

  /// The dtype this number has when it stands alone.
  var dtype: DType {
    switch self {
    case .int: .int64
    case .double: .float32
    case .bool: .bool
    }
  }

  /// The dtype of an operation between a tensor of `dtype` and this number.
  func promoted(with dtype: DType) -> DType {
    switch self {
    case .double: dtype.isFloatingPoint ? dtype : .float32
    case .int: dtype == .bool ? .int64 : dtype
    case .bool: dtype
    }
  }

  /// The number as a quotient needs it, whatever the kind of the tensor beside it.
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

/// A Swift number that can stand beside a tensor in an expression.
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
