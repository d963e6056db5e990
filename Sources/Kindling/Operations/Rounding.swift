enum Floor: FloatFunction {
  static var onDevice: DeviceFloatFunction { .floor }
  static func apply<T: FloatingElement>(_ x: T) -> T { x.rounded(.down) }
}
enum Ceiling: FloatFunction {
  static var onDevice: DeviceFloatFunction { .ceiling }
  static func apply<T: FloatingElement>(_ x: T) -> T { x.rounded(.up) }
}
enum RoundHalfToEven: FloatFunction {
  static var onDevice: DeviceFloatFunction { .roundHalfToEven }
  static func apply<T: FloatingElement>(_ x: T) -> T { x.rounded(.toNearestOrEven) }
}
enum Truncate: FloatFunction {
  static var onDevice: DeviceFloatFunction { .truncate }
  static func apply<T: FloatingElement>(_ x: T) -> T { x.rounded(.towardZero) }
}
enum Fraction: FloatFunction {
  static var onDevice: DeviceFloatFunction { .fraction }
  static func apply<T: FloatingElement>(_ x: T) -> T { x - x.rounded(.towardZero) }
}

/// Rounding to whole numbers, in the same dtype; integers are copied unchanged. Derivative: 0.
extension Tensor {
  /// The largest whole number not above each element. `torch.floor`.
  public func floor() -> Tensor { rounded(Floor.self, "FloorBackward0") }

  /// The smallest whole number not below each element. `torch.ceil`.
  public func ceil() -> Tensor { rounded(Ceiling.self, "CeilBackward0") }

  /// The nearest whole number, or the even one of two equally near: 0.5 gives 0, 1.5 gives 2.
  /// `torch.round`.
  public func round() -> Tensor { rounded(RoundHalfToEven.self, "RoundBackward0") }

  /// Each element truncated towards 0. `torch.trunc`.
  public func trunc() -> Tensor { rounded(Truncate.self, "TruncBackward0") }

  /// What ``trunc()`` cuts off, with the element's sign. Derivative: 1. `torch.frac`.
  public func frac() -> Tensor {
    floatKernel(Fraction.self, floating("frac")).recording("FracBackward0", self) { $1 }
  }

  private func rounded<F: FloatFunction>(_ function: F.Type, _ name: String) -> Tensor {
    let result = dtype.isFloatingPoint ? floatKernel(function, self) : copyKernel(self)
    return result.recording(name, self) { Tensor.zeros(like: $1) }
  }
}
