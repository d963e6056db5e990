enum And: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .and }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { T(wrapping: a.asInt64 & b.asInt64) }
}
enum Or: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .or }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { T(wrapping: a.asInt64 | b.asInt64) }
}
enum ExclusiveOr: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .exclusiveOr }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { T(wrapping: a.asInt64 ^ b.asInt64) }
}
enum Not: NumberFunction {
  static var onDevice: DeviceNumberFunction { .not }
  static func apply<T: Element>(_ x: T) -> T {
    T.dtype == .bool ? T(wrapping: 1 - x.asInt64) : T(wrapping: ~x.asInt64)
  }
}

/// Logic on bool tensors, bitwise on integer ones, with broadcasting. Comparisons bind less tightly
/// than these operators, so they need parentheses, as in Python:
///
/// ```swift
/// let middle = (x .> -1) & (x .< 1)
/// ```
///
/// Traps with `and: works on bools and integers, not on float32`.
extension Tensor {
  /// True where both are true. `torch.bitwise_and`.
  public static func & (a: Tensor, b: Tensor) -> Tensor {
    binaryKernel(And.self, "and", a.logical("and"), b.logical("and"))
  }
  /// True where either is true. `torch.bitwise_or`.
  public static func | (a: Tensor, b: Tensor) -> Tensor {
    binaryKernel(Or.self, "or", a.logical("or"), b.logical("or"))
  }
  /// True where one is true and the other is not. `torch.bitwise_xor`.
  public static func ^ (a: Tensor, b: Tensor) -> Tensor {
    binaryKernel(ExclusiveOr.self, "xor", a.logical("xor"), b.logical("xor"))
  }
  /// True where an element is false. `torch.bitwise_not`.
  public static prefix func ~ (x: Tensor) -> Tensor { numberKernel(Not.self, x.logical("not")) }

  /// True where both are nonzero. `torch.logical_and`.
  public func logicalAnd(_ other: Tensor) -> Tensor { to(.bool) & other.to(.bool) }
  /// True where either is nonzero. `torch.logical_or`.
  public func logicalOr(_ other: Tensor) -> Tensor { to(.bool) | other.to(.bool) }
  /// True where one is 0 and the other is not. `torch.logical_xor`.
  public func logicalXor(_ other: Tensor) -> Tensor { to(.bool) ^ other.to(.bool) }
  /// True where an element is 0. `torch.logical_not`.
  public func logicalNot() -> Tensor { ~to(.bool) }

  private func logical(_ operation: String) -> Tensor {
    check(!dtype.isFloatingPoint, operation, "works on bools and integers, not on \(dtype)")
    return self
  }
}
