import RealModule

private enum Power: BinaryFloatFunction {
  // The library's real power is exp(b log a), NaN for negative a; its whole power is not.
  static func apply<T: FloatingElement>(_ a: T, _ b: T) -> T {
    b == b.rounded() && Swift.abs(b) < 0x1p31 ? .pow(a, Int(b)) : .pow(a, b)
  }
}
private enum Magnitude: NumberFunction {
  static func apply<T: Element>(_ x: T) -> T {
    T.isLess(x, T(wrapping: Int64(0))) ? .subtract(T(wrapping: Int64(0)), x) : x
  }
}
private enum Sign: NumberFunction {
  static func apply<T: Element>(_ x: T) -> T {
    let zero = T(wrapping: Int64(0))
    return T(wrapping: Int64(T.isLess(zero, x) ? 1 : T.isLess(x, zero) ? -1 : 0))
  }
}

extension Tensor {
  /// Each element to the power of `exponent`. Derivative: n x^(n - 1). `torch.pow`.
  ///
  /// A negative base gives NaN unless the exponent is whole.
  public func pow(_ exponent: Double) -> Tensor {
    if exponent == 2 { return square() }
    let base = dtype.isFloatingPoint ? self : to(.float32)
    return binaryFloatKernel(Power.self, "pow", base, scalarTensor(.double(exponent), base.dtype))
      .recording("PowBackward0", base, saving: .input) {
        exponent == 0 ? $1 * 0 : $1 * exponent * $0.input.pow(exponent - 1)
      }
  }

  /// Each element times itself. Derivative: 2 x. `torch.square`.
  public func square() -> Tensor {
    withoutGradients { self * self }
      .recording("PowBackward0", self, saving: .input) { $1 * $0.input * 2 }
  }

  /// The distance of each element from 0. Derivative: the sign, 0 at 0. `torch.abs`.
  public func abs() -> Tensor {
    numberKernel(Magnitude.self, self)
      .recording("AbsBackward0", self, saving: .input) { $1 * $0.input.sign() }
  }

  /// -1, 0 or 1 for each element. Derivative: 0. `torch.sign`.
  public func sign() -> Tensor {
    numberKernel(Sign.self, self).recording("SignBackward0", self) { $1 * 0 }
  }
}
