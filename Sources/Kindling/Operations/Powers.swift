#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Power: BinaryFloatFunction {
  static var onDevice: DeviceBinaryFloatFunction { .power }
  static func apply<T: FloatingElement>(_ a: T, _ b: T) -> T {
    // RealModule's power of two real numbers is exp(b log a), NaN for every negative a.
    if T.dtype == .float64 { return T(pow(Double(a), Double(b))) }
    return T(pow(Float(a), Float(b)))
  }
}
enum WholePower: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .wholePower }
  /// By repeated squaring, wrapping around. A negative exponent gives 0 except for 1 and -1.
  static func apply<T: Element>(_ a: T, _ b: T) -> T {
    let one = T(wrapping: Int64(1))
    var (exponent, base, result) = (b.asInt64, a, one)
    if exponent < 0 {
      guard abs(a.asInt64) == 1 else { return T(wrapping: Int64(0)) }
      exponent = exponent & 1
    }
    while exponent > 0 {
      if exponent & 1 == 1 { result = .multiply(result, base) }
      base = .multiply(base, base)
      exponent >>= 1
    }
    return result
  }
}
enum SquareRoot: FloatFunction {
  static var onDevice: DeviceFloatFunction { .squareRoot }
  static func apply<T: FloatingElement>(_ x: T) -> T { x.squareRoot() }
}
enum InverseSquareRoot: FloatFunction {
  static var onDevice: DeviceFloatFunction { .inverseSquareRoot }
  static func apply<T: FloatingElement>(_ x: T) -> T { 1 / x.squareRoot() }
}
enum Reciprocal: FloatFunction {
  static var onDevice: DeviceFloatFunction { .reciprocal }
  static func apply<T: FloatingElement>(_ x: T) -> T { 1 / x }
}
enum Magnitude: NumberFunction {
  static var onDevice: DeviceNumberFunction { .magnitude }
  static func apply<T: Element>(_ x: T) -> T {
    // Adding 0 turns -0 into 0 and changes nothing else.
    let zero = T(wrapping: Int64(0))
    return T.isLess(x, zero) ? .subtract(zero, x) : .add(x, zero)
  }
}
enum Sign: NumberFunction {
  static var onDevice: DeviceNumberFunction { .sign }
  static func apply<T: Element>(_ x: T) -> T {
    let zero = T(wrapping: Int64(0))
    return T(wrapping: Int64(T.isLess(zero, x) ? 1 : T.isLess(x, zero) ? -1 : 0))
  }
}

extension Tensor {
  /// Each element to the power of `exponent`. Derivative: n x^(n - 1). `torch.pow`.
  ///
  /// A negative base gives NaN unless the exponent is whole. Integers stay integers for an integer
  /// exponent. Traps with `pow: integers to the power of -1 are not whole; convert to(.float32)`.
  public func pow(_ exponent: some ScalarValue) -> Tensor {
    let n = exponent.scalar.asDouble
    let power = Tensor(exponent.scalar, beside: self)
    check(
      power.dtype.isFloatingPoint || n >= 0, "pow",
      "integers to the power of \(exponent) are not whole; convert to(.float32)")
    if n == 2 && promotedDType(self, power) == dtype { return square() }
    return raised(to: n, power).recording("PowBackward0", self, saving: .input) {
      n == 0 ? Tensor.zeros(like: $1) : $1 * ($0.input.pow(n - 1) * n)
    }
  }

  /// Each element to the power of the one in `exponent`, with broadcasting. `torch.pow`.
  ///
  /// Derivatives: n x^(n - 1) of the base, x^n log(x) of the exponent (0 where x^n is 0 at x = 0).
  public func pow(_ exponent: Tensor) -> Tensor {
    Tensor.powerKernel(self, exponent)
      .recording(
        "PowBackward1", self, exponent,
        {
          let (x, n) = ($0.left, $0.right)
          return .where(n .== 0, 0, $1 * (n * x.pow(n - 1)))
        },
        {
          let (x, n) = ($0.left.to($1.dtype), $0.right)
          return .where((x .== 0) & (n .>= 0), 0, $1 * (x.pow(n) * x.log()))
        })
  }

  /// The power `n`, also given as a tensor. As in PyTorch, some powers are other operations, which
  /// are faster by far.
  private func raised(to n: Double, _ power: Tensor) -> Tensor {
    let isFloat = promotedDType(self, power).isFloatingPoint
    switch n {
    // A square root, not a power, so that minus infinity gives NaN.
    case 0.5: return floatKernel(SquareRoot.self, self)
    case -0.5: return floatKernel(InverseSquareRoot.self, self)
    case -1 where isFloat: return floatKernel(Reciprocal.self, self)
    // In half precision the square would be rounded, too.
    case 3 where dtype == .float32 || dtype == .float64:
      let square = binaryKernel(Multiply.self, "pow", self, self)
      return binaryKernel(Multiply.self, "pow", square, self)
    default: return Tensor.powerKernel(self, power)
    }
  }

  private static func powerKernel(_ base: Tensor, _ exponent: Tensor) -> Tensor {
    promotedDType(base, exponent).isFloatingPoint
      ? binaryFloatKernel(Power.self, "pow", base, exponent)
      : binaryKernel(WholePower.self, "pow", base, exponent)
  }

  /// The square of each element; bools give int64. Derivative: 2 x. `torch.square`.
  public func square() -> Tensor {
    let x = dtype == .bool ? to(.int64) : self
    return withoutGradients { x * x }
      .recording("PowBackward0", self, saving: .input) { $1 * $0.input * 2 }
  }

  /// The square root of each element; NaN below 0. Derivative: 1 / (2 sqrt(x)). `torch.sqrt`.
  public func sqrt() -> Tensor {
    floatKernel(SquareRoot.self, self)
      .recording("SqrtBackward0", self, saving: .result) { $1 / (2 * $0.output) }
  }

  /// 1 / sqrt(x). Derivative: -1/2 x^(-3/2). `torch.rsqrt`.
  public func rsqrt() -> Tensor {
    floatKernel(InverseSquareRoot.self, self)
      .recording("RsqrtBackward0", self, saving: .result) { $1 * $0.output.pow(3) * -0.5 }
  }

  /// 1 / x. Derivative: -1 / x^2. `torch.reciprocal`.
  public func reciprocal() -> Tensor {
    floatKernel(Reciprocal.self, self)
      .recording("ReciprocalBackward0", self, saving: .result) { -$1 * $0.output.square() }
  }

  /// The absolute value of each element. Derivative: the sign, 0 at 0. `torch.abs`.
  public func abs() -> Tensor {
    numberKernel(Magnitude.self, self)
      .recording("AbsBackward0", self, saving: .input) { $1 * $0.input.sign() }
  }

  /// -1, 0 or 1 for each element. Derivative: 0. `torch.sign`.
  public func sign() -> Tensor {
    numberKernel(Sign.self, self).recording("SignBackward0", self) { Tensor.zeros(like: $1) }
  }
}
