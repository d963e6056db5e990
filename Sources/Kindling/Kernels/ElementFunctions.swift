import CKernels

/// A function of one floating-point number.
protocol FloatFunction {
  /// The same function in the programs of devices.
  static var onDevice: DeviceFloatFunction { get }
  static func apply<T: FloatingElement>(_ x: T) -> T
  /// The vectorized version for arrays of `Float`, if it is worth having.
  static var vector: VectorFunction? { get }
}

/// A function of one number of any dtype.
protocol NumberFunction {
  /// The same function in the programs of devices.
  static var onDevice: DeviceNumberFunction { get }
  static func apply<T: Element>(_ x: T) -> T
  /// The vectorized version for arrays of `Float`, if it is worth having.
  static var vector: VectorFunction? { get }
}

/// A function of two numbers of the same dtype.
protocol BinaryFunction {
  /// The same function in the programs of devices.
  static var onDevice: DeviceBinaryFunction { get }
  static func apply<T: Element>(_ a: T, _ b: T) -> T
  /// The vectorized version for arrays of `Float`, if it is worth having.
  static var vector: VectorBinaryFunction? { get }
}

/// A function of two floating-point numbers.
protocol BinaryFloatFunction {
  /// The same function in the programs of devices.
  static var onDevice: DeviceBinaryFloatFunction { get }
  static func apply<T: FloatingElement>(_ a: T, _ b: T) -> T
  /// The vectorized version for arrays of `Float`, if it is worth having.
  static var vector: VectorBinaryFunction? { get }
}

/// A comparison of two numbers of the same dtype.
protocol ComparisonFunction {
  /// The same function in the programs of devices.
  static var onDevice: DeviceComparisonFunction { get }
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
extension BinaryFunction { static var vector: VectorBinaryFunction? { nil } }
extension BinaryFloatFunction { static var vector: VectorBinaryFunction? { nil } }

/// Defined here rather than with the operation that records it, because gradients are also
/// accumulated with it.
enum Add: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .add }
  static var vector: VectorBinaryFunction? { ck_add }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { .add(a, b) }
}
