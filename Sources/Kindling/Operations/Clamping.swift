private enum Larger: BinaryFunction {
  // NaN is neither less than a number nor more: it is looked for by being unequal to itself.
  static func apply<T: Element>(_ a: T, _ b: T) -> T { T.isLess(a, b) || b != b ? b : a }
}
private enum Smaller: BinaryFunction {
  static func apply<T: Element>(_ a: T, _ b: T) -> T { T.isLess(b, a) || b != b ? b : a }
}

extension Tensor {
  /// Each element, but none below `min` or above `max`. Derivative: 1 within, else 0.
  /// `torch.clamp`.
  public func clamp(min: Double? = nil, max: Double? = nil) -> Tensor {
    var result = detach()
    if let min {
      result = binaryKernel(Larger.self, "clamp", result, Tensor(.double(min), beside: self))
    }
    if let max {
      result = binaryKernel(Smaller.self, "clamp", result, Tensor(.double(max), beside: self))
    }
    return result.recording("ClampBackward1", self, saving: .input) {
      let (x, dtype) = ($0.input, $1.dtype)
      let isAbove = (x .>= (min ?? -.infinity)).to(dtype)
      return $1 * (isAbove * (x .<= (max ?? .infinity)).to(dtype))
    }
  }
}

/// The larger of each two elements. `torch.maximum`, without a derivative.
func larger(_ a: Tensor, _ b: Tensor) -> Tensor { binaryKernel(Larger.self, "maximum", a, b) }
