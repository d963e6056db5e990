import CVectorMath
import RealModule

private enum Exp: FloatFunction {
  static var vector: VectorFunction? { vm_exp }
  static func apply<T: FloatingElement>(_ x: T) -> T { .exp(x) }
}
private enum Log: FloatFunction {
  static var vector: VectorFunction? { vm_log }
  static func apply<T: FloatingElement>(_ x: T) -> T { .log(x) }
}
private enum Log1p: FloatFunction {
  static func apply<T: FloatingElement>(_ x: T) -> T { .log(onePlus: x) }
}
private enum SquareRoot: FloatFunction {
  static func apply<T: FloatingElement>(_ x: T) -> T { x.squareRoot() }
}
private enum Sine: FloatFunction { static func apply<T: FloatingElement>(_ x: T) -> T { .sin(x) } }
private enum Cosine: FloatFunction {
  static func apply<T: FloatingElement>(_ x: T) -> T { .cos(x) }
}

/// Elementwise functions; integers become float32 first.
extension Tensor {
  /// e to the power of each element. Derivative: exp(x). `torch.exp`.
  public func exp() -> Tensor {
    floatKernel(Exp.self, self).recording("ExpBackward0", self, saving: .result) { $1 * $0.output }
  }

  /// The natural logarithm of each element; NaN below 0. Derivative: 1 / x. `torch.log`.
  public func log() -> Tensor {
    floatKernel(Log.self, self).recording("LogBackward0", self, saving: .input) { $1 / $0.input }
  }

  /// The logarithm of 1 + x, exact also for small x. Derivative: 1 / (1 + x). `torch.log1p`.
  public func log1p() -> Tensor {
    floatKernel(Log1p.self, self)
      .recording("Log1PBackward0", self, saving: .input) { $1 / ($0.input + 1) }
  }

  /// The square root of each element; NaN below 0. Derivative: 1 / (2 sqrt(x)). `torch.sqrt`.
  public func sqrt() -> Tensor {
    floatKernel(SquareRoot.self, self)
      .recording("SqrtBackward0", self, saving: .result) { $1 / (2 * $0.output) }
  }

  /// The sine of each element, in radians. Derivative: cos(x). `torch.sin`.
  public func sin() -> Tensor {
    floatKernel(Sine.self, self)
      .recording("SinBackward0", self, saving: .input) { $1 * $0.input.cos() }
  }

  /// The cosine of each element, in radians. Derivative: -sin(x). `torch.cos`.
  public func cos() -> Tensor {
    floatKernel(Cosine.self, self)
      .recording("CosBackward0", self, saving: .input) { -$1 * $0.input.sin() }
  }
}
