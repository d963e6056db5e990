import CVectorMath
import RealModule

private enum HyperbolicSine: FloatFunction {
  static func apply<T: FloatingElement>(_ x: T) -> T { .sinh(x) }
}
private enum HyperbolicCosine: FloatFunction {
  static func apply<T: FloatingElement>(_ x: T) -> T { .cosh(x) }
}
private enum HyperbolicTangent: FloatFunction {
  static var vector: VectorFunction? { vm_tanh }
  static func apply<T: FloatingElement>(_ x: T) -> T { .tanh(x) }
}
private enum TanhSlope: BinaryFloatFunction {
  static func apply<T: FloatingElement>(_ y: T, _ gradient: T) -> T { gradient * (1 - y * y) }
}
private enum AreaSine: FloatFunction {
  static func apply<T: FloatingElement>(_ x: T) -> T { .asinh(x) }
}
private enum AreaCosine: FloatFunction {
  static func apply<T: FloatingElement>(_ x: T) -> T { .acosh(x) }
}
private enum AreaTangent: FloatFunction {
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

  /// The number from 0 whose cosh is x; NaN below 1. Derivative: 1 / sqrt(x^2 - 1). `torch.acosh`.
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
