import CVectorMath
import RealModule

private enum Rectify: NumberFunction {
  static var vector: VectorFunction? { vm_relu }
  // Written so that NaN stays NaN.
  static func apply<T: Element>(_ x: T) -> T {
    let zero = T(wrapping: Int64(0))
    return T.isLess(x, zero) ? zero : x
  }
}
private enum Logistic: FloatFunction {
  static var vector: VectorFunction? { vm_sigmoid }
  // exp of a number that is never positive cannot overflow.
  static func apply<T: FloatingElement>(_ x: T) -> T {
    let small = T.exp(-Swift.abs(x))
    return x < 0 ? small / (1 + small) : 1 / (1 + small)
  }
}
private enum HyperbolicTangent: FloatFunction {
  static var vector: VectorFunction? { vm_tanh }
  static func apply<T: FloatingElement>(_ x: T) -> T { .tanh(x) }
}

/// Non-linearities, element by element.
extension Tensor {
  /// max(0, x). Derivative: 1 above 0, else 0 (at 0 as well). `torch.relu`.
  public func relu() -> Tensor {
    numberKernel(Rectify.self, self)
      .recording("ReluBackward0", self, saving: .result) { $1 * ($0.output .> 0).to($1.dtype) }
  }

  /// 1 / (1 + exp(-x)). Derivative: s (1 - s). `torch.sigmoid`.
  public func sigmoid() -> Tensor {
    floatKernel(Logistic.self, self).recording("SigmoidBackward0", self, saving: .result) {
      let output = $0.output
      return $1 * (output * (1 - output))
    }
  }

  /// The hyperbolic tangent. Derivative: 1 - tanh(x)^2. `torch.tanh`.
  public func tanh() -> Tensor {
    floatKernel(HyperbolicTangent.self, self)
      .recording("TanhBackward0", self, saving: .result) { $1 * (1 - $0.output.square()) }
  }
}
