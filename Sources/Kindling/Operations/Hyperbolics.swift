import CKernels
import RealModule

enum HyperbolicSine: FloatFunction {
  static var onDevice: DeviceFloatFunction { .hyperbolicSine }
  static func apply<T: FloatingElement>(_ x: T) -> T { .sinh(x) }
}
enum HyperbolicCosine: FloatFunction {
  static var onDevice: DeviceFloatFunction { .hyperbolicCosine }
  static func apply<T: FloatingElement>(_ x: T) -> T { .cosh(x) }
}
enum HyperbolicTangent: FloatFunction {
  static var onDevice: DeviceFloatFunction { .hyperbolicTangent }
  static var vector: VectorFunction? { ck_tanh }
  static func apply<T: FloatingElement>(_ x: T) -> T { .tanh(x) }
}
enum TanhSlope: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .tanhSlope }
  static func apply<T: FloatingElement>(_ y: T, _ gradient: T) -> T { gradient * (1 - y * y) }
}
enum AreaSine: FloatFunction {
  static var onDevice: DeviceFloatFunction { .areaSine }
  static func apply<T: FloatingElement>(_ x: T) -> T { .asinh(x) }
}
enum AreaCosine: FloatFunction {
  static var onDevice: DeviceFloatFunction { .areaCosine }
  static func apply<T: FloatingElement>(_ x: T) -> T { .acosh(x) }
}
enum AreaTangent: FloatFunction {
  static var onDevice: DeviceFloatFunction { .areaTangent }
  static func apply<T: FloatingElement>(_ x: T) -> T { .atanh(x) }
}

/// Hyperbolic functions and their inverses. Integers become float32 first.
extension Tensor {
  /// (exp(x) - exp(-x)) / 2. Derivative: cosh(x). `torch.sinh`.
  public func sinh() -> Tensor {
    floatKernel(HyperbolicSine.self, self)
      .recording("SinhBackward0", self, saving: .input) { $1 * $0.input.cosh() }
  }

  /// (exp(x) + exp(-x)) / 2. Derivative: sinh(x). `torch.cosh`.
  public func cosh() -> Tensor {
    floatKernel(HyperbolicCosine.self, self)
      .recording("CoshBackward0", self, saving: .input) { $1 * $0.input.sinh() }
  }

  /// sinh(x) / cosh(x). Derivative: 1 - tanh(x)^2. `torch.tanh`.
  public func tanh() -> Tensor {
    floatKernel(HyperbolicTangent.self, self)
      .recording("TanhBackward0", self, saving: .result) {
        let output = $0.output
        guard gradientsEnabled else { return binaryFloatKernel(TanhSlope.self, "tanh", output, $1) }
        return $1 * (1 - output.square())
      }
  }

  /// The number whose sinh is x. Derivative: 1 / sqrt(x^2 + 1). `torch.asinh`.
  public func asinh() -> Tensor {
    floatKernel(AreaSine.self, self)
      .recording("AsinhBackward0", self, saving: .input) { $1 * ($0.input.square() + 1).rsqrt() }
  }

  /// The nonnegative number whose cosh is x; NaN below 1. Derivative: 1 / sqrt(x^2 - 1).
  /// `torch.acosh`.
  public func acosh() -> Tensor {
    floatKernel(AreaCosine.self, self)
      .recording("AcoshBackward0", self, saving: .input) { $1 * ($0.input.square() - 1).rsqrt() }
  }

  /// The number whose tanh is x; NaN outside [-1, 1]. Derivative: 1 / (1 - x^2). `torch.atanh`.
  public func atanh() -> Tensor {
    floatKernel(AreaTangent.self, self)
      .recording("AtanhBackward0", self, saving: .input) { $1 / (1 - $0.input.square()) }
  }
}
