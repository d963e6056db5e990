import CKernels

/// A function of one floating-point number.
protocol FloatFunction: DeviceFunction {
  static func apply<T: FloatingElement>(_ x: T) -> T
  /// The vectorized version for arrays of `Float`, if it is worth having.
  static var vector: VectorFunction? { get }
}

/// A function of one number of any dtype.
protocol NumberFunction: DeviceFunction {
  static func apply<T: Element>(_ x: T) -> T
  /// The vectorized version for arrays of `Float`, if it is worth having.
  static var vector: VectorFunction? { get }
}

/// A function of two numbers of the same dtype.
protocol BinaryFunction: DeviceFunction {
  static func apply<T: Element>(_ a: T, _ b: T) -> T
  /// The vectorized version for arrays of `Float`, if it is worth having.
  static var vector: VectorBinaryFunction? { get }
  /// The name of the device reduction with this function, if there is one.
  static var reduction: String? { get }
}

/// A function of two floating-point numbers.
protocol BinaryFloatFunction: DeviceFunction {
  static func apply<T: FloatingElement>(_ a: T, _ b: T) -> T
  /// The vectorized version for arrays of `Float`, if it is worth having.
  static var vector: VectorBinaryFunction? { get }
}

/// A comparison of two numbers of the same dtype.
protocol Comparison: DeviceFunction {
  static func apply<T: Element>(_ a: T, _ b: T) -> Bool
}

/// A function on arrays of `Float`, written in C for the machine's best instruction set.
typealias VectorFunction =
  @convention(c) (
    UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int
  ) -> Void

/// A function of two arrays of `Float`; a step of 0 repeats an operand's first element.
typealias VectorBinaryFunction =
  @convention(c) (
    UnsafePointer<Float>?, UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int, Int32, Int32
  ) -> Void

extension FloatFunction { static var vector: VectorFunction? { nil } }
extension NumberFunction { static var vector: VectorFunction? { nil } }
extension BinaryFunction {
  static var vector: VectorBinaryFunction? { nil }
  static var reduction: String? { nil }
}
extension BinaryFloatFunction { static var vector: VectorBinaryFunction? { nil } }

/// Defined here rather than with the operation that records it, because gradients are also
/// accumulated with it.
enum Add: BinaryFunction {
  static let source: String? = "ADD(a, b)"
  static var vector: VectorBinaryFunction? { ck_add }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { .add(a, b) }
}
