import RealModule

enum Sine: FloatFunction {
  static var onDevice: DeviceFloatFunction { .sine }
  static func apply<T: FloatingElement>(_ x: T) -> T { .sin(x) }
}
enum Cosine: FloatFunction {
  static var onDevice: DeviceFloatFunction { .cosine }
  static func apply<T: FloatingElement>(_ x: T) -> T { .cos(x) }
}
enum Tangent: FloatFunction {
  static var onDevice: DeviceFloatFunction { .tangent }
  static func apply<T: FloatingElement>(_ x: T) -> T { .tan(x) }
}
enum ArcSine: FloatFunction {
  static var onDevice: DeviceFloatFunction { .arcSine }
  static func apply<T: FloatingElement>(_ x: T) -> T { .asin(x) }
}
enum ArcCosine: FloatFunction {
  static var onDevice: DeviceFloatFunction { .arcCosine }
  static func apply<T: FloatingElement>(_ x: T) -> T { .acos(x) }
}
enum ArcTangent: FloatFunction {
  static var onDevice: DeviceFloatFunction { .arcTangent }
  static func apply<T: FloatingElement>(_ x: T) -> T { .atan(x) }
}
enum ArcTangentOfQuotient: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .arcTangentOfQuotient }
  static func apply<T: FloatingElement>(_ y: T, _ x: T) -> T { .atan2(y: y, x: x) }
}

/// Functions of angles in radians. Integers become float32 first.
extension Tensor {
  /// The sine of each element. Derivative: cos(x). `torch.sin`.
  public func sin() -> Tensor {
    floatKernel(Sine.self, self)
      .recording("SinBackward0", self, saving: .input) { $1 * $0.input.cos() }
  }

  /// The cosine of each element. Derivative: -sin(x). `torch.cos`.
  public func cos() -> Tensor {
    floatKernel(Cosine.self, self)
      .recording("CosBackward0", self, saving: .input) { -$1 * $0.input.sin() }
  }

  /// The tangent of each element. Derivative: 1 + tan(x)^2. `torch.tan`.
  public func tan() -> Tensor {
    floatKernel(Tangent.self, self)
      .recording("TanBackward0", self, saving: .result) { $1 * ($0.output.square() + 1) }
  }

  /// The angle in [-pi/2, pi/2] whose sine is x; NaN outside [-1, 1]. Derivative:
  /// 1 / sqrt(1 - x^2). `torch.asin`.
  public func asin() -> Tensor {
    floatKernel(ArcSine.self, self)
      .recording("AsinBackward0", self, saving: .input) { $1 * (1 - $0.input.square()).rsqrt() }
  }

  /// The angle in [0, pi] whose cosine is x; NaN outside [-1, 1]. Derivative: -1 / sqrt(1 - x^2).
  /// `torch.acos`.
  public func acos() -> Tensor {
    floatKernel(ArcCosine.self, self)
      .recording("AcosBackward0", self, saving: .input) { -$1 * (1 - $0.input.square()).rsqrt() }
  }

  /// The angle in (-pi/2, pi/2) whose tangent is x. Derivative: 1 / (1 + x^2). `torch.atan`.
  public func atan() -> Tensor {
    floatKernel(ArcTangent.self, self)
      .recording("AtanBackward0", self, saving: .input) { $1 / ($0.input.square() + 1) }
  }

  /// The angle in [-pi, pi] of the point (x, self). Derivatives: x / (x^2 + y^2) of y, -y / (x^2 +
  /// y^2) of x, 0 where both are 0. `torch.atan2`.
  public func atan2(_ x: Tensor) -> Tensor {
    binaryFloatKernel(ArcTangentOfQuotient.self, "atan2", self, x)
      .recording(
        "Atan2Backward0", self, x, { $1 * $0.right * $0.inverseOfSquares },
        { $1 * -$0.left * $0.inverseOfSquares })
  }
}

extension BinaryNode {
  /// 1 / (x^2 + y^2) for the two operands, 0 where both are 0.
  fileprivate var inverseOfSquares: Tensor {
    let squares = left.square() + right.square()
    return .where(squares .== 0, 0, squares.reciprocal())
  }
}
