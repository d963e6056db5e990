import CKernels
import RealModule

enum Exp: FloatFunction {
  static var onDevice: DeviceFloatFunction { .exp }
  static var vector: VectorFunction? { ck_exp }
  static func apply<T: FloatingElement>(_ x: T) -> T { .exp(x) }
}
enum Exp2: FloatFunction {
  static var onDevice: DeviceFloatFunction { .exp2 }
  static func apply<T: FloatingElement>(_ x: T) -> T { .exp2(x) }
}
enum Expm1: FloatFunction {
  static var onDevice: DeviceFloatFunction { .expm1 }
  static func apply<T: FloatingElement>(_ x: T) -> T { .expMinusOne(x) }
}
enum Log: FloatFunction {
  static var onDevice: DeviceFloatFunction { .log }
  static var vector: VectorFunction? { ck_log }
  static func apply<T: FloatingElement>(_ x: T) -> T { .log(x) }
}
enum Log2: FloatFunction {
  static var onDevice: DeviceFloatFunction { .log2 }
  static func apply<T: FloatingElement>(_ x: T) -> T { .log2(x) }
}
enum Log10: FloatFunction {
  static var onDevice: DeviceFloatFunction { .log10 }
  static func apply<T: FloatingElement>(_ x: T) -> T { .log10(x) }
}
enum Log1p: FloatFunction {
  static var onDevice: DeviceFloatFunction { .log1p }
  static func apply<T: FloatingElement>(_ x: T) -> T { .log(onePlus: x) }
}
enum ErrorFunction: FloatFunction {
  static var onDevice: DeviceFloatFunction { .errorFunction }
  static func apply<T: FloatingElement>(_ x: T) -> T { .erf(x) }
}
enum ComplementaryErrorFunction: FloatFunction {
  static var onDevice: DeviceFloatFunction { .complementaryErrorFunction }
  static func apply<T: FloatingElement>(_ x: T) -> T { .erfc(x) }
}

/// Exponentials, logarithms and the error function. Integers become float32 first.
extension Tensor {
  /// e to the power of each element. Derivative: exp(x). `torch.exp`.
  public func exp() -> Tensor {
    floatKernel(Exp.self, self).recording("ExpBackward0", self, saving: .result) { $1 * $0.output }
  }

  /// 2 to the power of each element. Derivative: exp2(x) log 2. `torch.exp2`.
  public func exp2() -> Tensor {
    floatKernel(Exp2.self, self)
      .recording("Exp2Backward0", self, saving: .result) { $1 * $0.output * Double.log(2) }
  }

  /// exp(x) - 1, accurate even for small x. Derivative: exp(x). `torch.expm1`.
  public func expm1() -> Tensor {
    floatKernel(Expm1.self, self)
      .recording("Expm1Backward0", self, saving: .result) { $1 * ($0.output + 1) }
  }

  /// The natural logarithm of each element; NaN below 0. Derivative: 1 / x. `torch.log`.
  public func log() -> Tensor {
    floatKernel(Log.self, self).recording("LogBackward0", self, saving: .input) { $1 / $0.input }
  }

  /// The logarithm to base 2; NaN below 0. Derivative: 1 / (x log 2). `torch.log2`.
  public func log2() -> Tensor {
    floatKernel(Log2.self, self)
      .recording("Log2Backward0", self, saving: .input) { $1 / ($0.input * Double.log(2)) }
  }

  /// The logarithm to base 10; NaN below 0. Derivative: 1 / (x log 10). `torch.log10`.
  public func log10() -> Tensor {
    floatKernel(Log10.self, self)
      .recording("Log10Backward0", self, saving: .input) { $1 / ($0.input * Double.log(10)) }
  }

  /// The logarithm of 1 + x, accurate even for small x. Derivative: 1 / (1 + x). `torch.log1p`.
  public func log1p() -> Tensor {
    floatKernel(Log1p.self, self)
      .recording("Log1PBackward0", self, saving: .input) { $1 / ($0.input + 1) }
  }

  /// The error function 2 / sqrt(pi) * integral of exp(-t^2) from 0 to x. Derivative:
  /// 2 / sqrt(pi) * exp(-x^2). `torch.erf`.
  public func erf() -> Tensor {
    floatKernel(ErrorFunction.self, self)
      .recording("ErfBackward0", self, saving: .input) { $1 * $0.input.errorDensity() }
  }

  /// 1 - erf(x), accurate even where erf(x) is close to 1. `torch.erfc`.
  public func erfc() -> Tensor {
    floatKernel(ComplementaryErrorFunction.self, self)
      .recording("ErfcBackward0", self, saving: .input) { -$1 * $0.input.errorDensity() }
  }

  /// The derivative of ``erf()``.
  private func errorDensity() -> Tensor { (-square()).exp() * (2 / Double.pi.squareRoot()) }
}
