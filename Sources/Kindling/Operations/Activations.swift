import CKernels
import RealModule

enum ReLUFunction: NumberFunction {
  static var onDevice: DeviceNumberFunction { .relu }
  static var vector: VectorFunction? { ck_relu }
  // Written so that NaN stays NaN.
  static func apply<T: Element>(_ x: T) -> T {
    let zero = T(wrapping: Int64(0))
    return T.isLess(x, zero) ? zero : x
  }
}
enum ReLUSlope: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .reluSlope }
  static var vector: VectorBinaryFunction? { ck_relu_slope }
  static func apply<T: Element>(_ y: T, _ gradient: T) -> T {
    let zero = T(wrapping: Int64(0))
    // Written so that the gradient passes at NaN.
    return !(T.isLess(zero, y) || y != y) ? zero : gradient
  }
}
enum LeakyReLUFunction: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .leakyReLU }
  static func apply<T: FloatingElement>(_ x: T, _ slope: T) -> T { x > 0 ? x : x * slope }
}
enum ELUFunction: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .elu }
  static func apply<T: FloatingElement>(_ x: T, _ alpha: T) -> T {
    x > 0 ? x : alpha * .expMinusOne(x)
  }
}
enum SigmoidFunction: FloatFunction {
  static var onDevice: DeviceFloatFunction { .sigmoid }
  static var vector: VectorFunction? { ck_sigmoid }
  // exp of a number that is never positive cannot overflow.
  static func apply<T: FloatingElement>(_ x: T) -> T {
    let small = T.exp(-Swift.abs(x))
    return x < 0 ? small / (1 + small) : 1 / (1 + small)
  }
}
enum SigmoidSlope: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .sigmoidSlope }
  static func apply<T: FloatingElement>(_ y: T, _ gradient: T) -> T { gradient * (y * (1 - y)) }
}
enum LogSigmoidFunction: FloatFunction {
  static var onDevice: DeviceFloatFunction { .logSigmoid }
  static func apply<T: FloatingElement>(_ x: T) -> T {
    Swift.min(x, 0) - .log(onePlus: .exp(-Swift.abs(x)))
  }
}
enum SoftplusFunction: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .softplus }
  // PyTorch's threshold: above 20, log(1 + exp(z)) differs from z by less than rounding error.
  static func apply<T: FloatingElement>(_ x: T, _ beta: T) -> T {
    x * beta > 20 ? x : .log(onePlus: .exp(x * beta)) / beta
  }
}
enum GELUFunction: FloatFunction {
  static var onDevice: DeviceFloatFunction { .gelu }
  static func apply<T: FloatingElement>(_ x: T) -> T {
    x * (1 + .erf(x * T(0.5).squareRoot())) / 2
  }
}
enum TanhGELUFunction: FloatFunction {
  static var onDevice: DeviceFloatFunction { .tanhGELU }
  static func apply<T: FloatingElement>(_ x: T) -> T {
    x * (1 + .tanh(T((2 / Double.pi).squareRoot()) * (x + T(0.044715) * x * x * x))) / 2
  }
}

/// Elementwise activation functions.
extension Tensor {
  /// max(0, x). Derivative: 1 above 0 and for NaN, else 0 (at 0 as well). `torch.relu`.
  public func relu() -> Tensor {
    numberKernel(ReLUFunction.self, self)
      .recording("ReluBackward0", self, saving: .result) {
        guard gradientsEnabled else { return binaryKernel(ReLUSlope.self, "relu", $0.output, $1) }
        return .where($0.output .<= 0, 0, $1)
      }
  }

  /// x above 0, else `negativeSlope` x. Derivative: 1 above 0, else `negativeSlope`.
  /// `torch.nn.functional.leaky_relu`.
  public func leakyRelu(negativeSlope: Double = 0.01) -> Tensor {
    withParameter(LeakyReLUFunction.self, negativeSlope).recording(
      "LeakyReluBackward0", self, saving: .input
    ) {
      .where($0.input .> 0, $1, $1 * negativeSlope)
    }
  }

  /// x above 0, else alpha (exp(x) - 1). Derivative: 1 above 0, else alpha exp(x).
  /// `torch.nn.functional.elu`.
  public func elu(alpha: Double = 1) -> Tensor {
    // The exponent is clamped at 0: overflow in the branch not taken would make a derivative NaN.
    withParameter(ELUFunction.self, alpha).recording("EluBackward0", self, saving: .input) {
      .where($0.input .<= 0, $1 * $0.input.clamp(max: 0).exp() * alpha, $1)
    }
  }

  /// 1 / (1 + exp(-x)). Derivative: s (1 - s). `torch.sigmoid`.
  public func sigmoid() -> Tensor {
    floatKernel(SigmoidFunction.self, self).recording("SigmoidBackward0", self, saving: .result) {
      let output = $0.output
      guard gradientsEnabled else {
        return binaryFloatKernel(SigmoidSlope.self, "sigmoid", output, $1)
      }
      return $1 * (output * (1 - output))
    }
  }

  /// log(1 / (1 + exp(-x))), without overflow. Derivative: sigmoid(-x).
  /// `torch.nn.functional.logsigmoid`.
  public func logSigmoid() -> Tensor {
    floatKernel(LogSigmoidFunction.self, self)
      .recording("LogSigmoidBackward0", self, saving: .input) { $1 * (-$0.input).sigmoid() }
  }

  /// log(1 + exp(beta x)) / beta, a smooth relu. Derivative: sigmoid(beta x), and 1 where beta x is
  /// above 20. `torch.nn.functional.softplus`.
  public func softplus(beta: Double = 1) -> Tensor {
    withParameter(SoftplusFunction.self, beta)
      .recording("SoftplusBackward0", self, saving: .input) {
        let z = $0.input * beta
        return .where(z .> 20, $1, $1 * z.sigmoid())
      }
  }

  /// x sigmoid(x), also called swish. Derivative: s (1 + x (1 - s)). `torch.nn.functional.silu`.
  public func silu() -> Tensor {
    // In half precision, small products would lose precision.
    withoutGradients { (wide * wide.sigmoid()).to(dtype) }.recording(
      "SiluBackward0", self, saving: .input
    ) {
      let (x, s) = ($0.input, $0.input.sigmoid())
      return $1 * (s * (x * (1 - s) + 1))
    }
  }

  /// x P(Z <= x) for a standard normal Z: x (1 + erf(x / sqrt 2)) / 2. Derivative:
  /// P(Z <= x) + x p(x). `torch.nn.functional.gelu`.
  ///
  /// Source: Hendrycks and Gimpel, Gaussian Error Linear Units, 2016. ``tanhGelu()`` approximates
  /// it.
  public func gelu() -> Tensor {
    floatKernel(GELUFunction.self, self).recording("GeluBackward0", self, saving: .input) {
      let x = $0.input
      let density = (x.square() / -2).exp() / (2 * Double.pi).squareRoot()
      return $1 * (((x * 0.5.squareRoot()).erf() + 1) / 2 + x * density)
    }
  }

  /// The approximation x (1 + tanh(u)) / 2 of ``gelu()``, with u = sqrt(2 / pi) (x + 0.044715 x^3).
  /// `torch.nn.functional.gelu(approximate="tanh")`.
  public func tanhGelu() -> Tensor {
    floatKernel(TanhGELUFunction.self, self).recording("GeluBackward0", self, saving: .input) {
      let (x, scale) = ($0.input, (2 / Double.pi).squareRoot())
      let t = ((x + x.pow(3) * 0.044715) * scale).tanh()
      let slope = (x.square() * (3 * 0.044715) + 1) * scale
      return $1 * ((t + 1) + x * (1 - t.square()) * slope) / 2
    }
  }

  /// Applies a function of each element and one number, which is the same for all elements.
  private func withParameter<F: BinaryFloatFunction>(_ function: F.Type, _ value: Double) -> Tensor
  {
    binaryFloatKernel(function, "\(function)", self, Tensor(.double(value), beside: self))
  }
}
