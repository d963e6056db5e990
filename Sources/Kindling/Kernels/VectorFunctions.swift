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
