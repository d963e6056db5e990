import RealModule

/// A Swift type that can be used for a tensor's elements.
///
/// Arithmetic follows PyTorch: integers wrap around, `Bool` adds as "or" and multiplies as "and".
public protocol Element: BitwiseCopyable, Equatable {
  /// The dtype whose elements have this type.
  static var dtype: DType { get }
  /// Creates the value of `number`, wrapped around to the type's range.
  init(wrapping number: Int64)
  /// Creates the value of `number`: rounded for a floating-point type, truncated towards zero and
  /// wrapped around for an integer one.
  init(wrapping number: Double)
  /// The number as a `Double`; 1 for true, 0 for false.
  var asDouble: Double { get }
  /// The number as an `Int64`, truncated towards zero; 1 for true, 0 for false.
  var asInt64: Int64 { get }
  /// Returns the sum; "or" for `Bool`.
  static func add(_ a: Self, _ b: Self) -> Self
  /// Returns the difference; "exclusive or" for `Bool`.
  static func subtract(_ a: Self, _ b: Self) -> Self
  /// Returns the product; "and" for `Bool`.
  static func multiply(_ a: Self, _ b: Self) -> Self
  /// Returns whether `a` is less than `b`; false is less than true, and NaN is not less than
  /// anything.
  static func isLess(_ a: Self, _ b: Self) -> Bool
}

// The types that have loops of their own. The compiler answers these when it makes a loop for a
// type, and leaves out the other branch.
extension Element {
  /// Whether this is `Float`, for which there are vector functions.
  @inline(__always) static var isSingle: Bool { Self.self == Float.self }

  /// Whether this is `Float16`, which is computed in single precision.
  @inline(__always) static var isHalf: Bool { Self.self == Float16.self }
}

/// A floating-point element.
public protocol FloatingElement: Element, Real, BinaryFloatingPoint {}

extension FloatingElement {
  @inlinable public init(wrapping number: Int64) { self.init(number) }
  @inlinable public init(wrapping number: Double) { self.init(number) }
  @inlinable public var asDouble: Double { Double(self) }
  @inlinable public var asInt64: Int64 { Int64(truncatingDouble: Double(self)) }
  @inlinable public static func add(_ a: Self, _ b: Self) -> Self { a + b }
  @inlinable public static func subtract(_ a: Self, _ b: Self) -> Self { a - b }
  @inlinable public static func multiply(_ a: Self, _ b: Self) -> Self { a * b }
  @inlinable public static func isLess(_ a: Self, _ b: Self) -> Bool { a < b }
}

extension Element where Self: FixedWidthInteger {
  @inlinable public init(wrapping number: Int64) { self.init(truncatingIfNeeded: number) }
  @inlinable public init(wrapping number: Double) {
    // As in PyTorch's conversions, a signed type narrower than 64 bits goes through 32 bits.
    if Self.isSigned && Self.bitWidth <= 32 {
      self.init(truncatingIfNeeded: Int32(exactlyTruncating: number) ?? .min)
    } else {
      self.init(truncatingIfNeeded: Int64(truncatingDouble: number))
    }
  }
  @inlinable public var asDouble: Double { Double(self) }
  @inlinable public var asInt64: Int64 { Int64(self) }
  @inlinable public static func add(_ a: Self, _ b: Self) -> Self { a &+ b }
  @inlinable public static func subtract(_ a: Self, _ b: Self) -> Self { a &- b }
  @inlinable public static func multiply(_ a: Self, _ b: Self) -> Self { a &* b }
  @inlinable public static func isLess(_ a: Self, _ b: Self) -> Bool { a < b }
}

extension Int32 {
  /// Truncates towards zero; nil if the number does not fit or is NaN.
  @inlinable
  init?(exactlyTruncating number: Double) {
    guard number > -0x1p31 - 1 && number < 0x1p31 else { return nil }
    self.init(number)
  }
}

extension Int64 {
  /// Truncates towards zero; a number that does not fit, or NaN, gives `Int64.min`, as on x86
  /// hardware.
  @inlinable
  init(truncatingDouble number: Double) {
    self = abs(number) < 0x1p63 ? Int64(number) : Int64.min
  }
}

extension Float16: FloatingElement { public static var dtype: DType { .float16 } }
extension Float: FloatingElement { public static var dtype: DType { .float32 } }
extension Double: FloatingElement { public static var dtype: DType { .float64 } }
extension UInt8: Element { public static var dtype: DType { .uint8 } }
extension Int8: Element { public static var dtype: DType { .int8 } }
extension Int16: Element { public static var dtype: DType { .int16 } }
extension Int32: Element { public static var dtype: DType { .int32 } }
extension Int64: Element { public static var dtype: DType { .int64 } }

extension Bool: Element {
  public static var dtype: DType { .bool }
  @inlinable public init(wrapping number: Int64) { self = number != 0 }
  @inlinable public init(wrapping number: Double) { self = number != 0 }
  @inlinable public var asDouble: Double { self ? 1 : 0 }
  @inlinable public var asInt64: Int64 { self ? 1 : 0 }
  @inlinable public static func add(_ a: Bool, _ b: Bool) -> Bool { a || b }
  @inlinable public static func subtract(_ a: Bool, _ b: Bool) -> Bool { a != b }
  @inlinable public static func multiply(_ a: Bool, _ b: Bool) -> Bool { a && b }
  @inlinable public static func isLess(_ a: Bool, _ b: Bool) -> Bool { !a && b }
}
