private enum Larger: BinaryFunction {
  // NaN, the only number unequal to itself, wins.
  static func apply<T: Element>(_ a: T, _ b: T) -> T {
    a != a || (b == b && T.isLess(b, a)) ? a : b
  }
}
private enum Smaller: BinaryFunction {
  static func apply<T: Element>(_ a: T, _ b: T) -> T {
    a != a || (b == b && T.isLess(a, b)) ? a : b
  }
}

/// The larger or smaller of two numbers, element by element, with broadcasting. NaN counts as both.
extension Tensor {
  /// The larger of each pair. Derivative: 1 for the larger, 1/2 each for equal ones. `torch.maximum`.
  public func maximum(_ other: Tensor) -> Tensor {
    binaryKernel(Larger.self, "maximum", self, other)
      .recording(
        "MaximumBackward0", self, other, { $1.shared($0.left .> $0.right, $0.left .== $0.right) },
        { $1.shared($0.right .> $0.left, $0.left .== $0.right) })
  }

  /// The smaller of each pair. Derivative: 1 for the smaller, 1/2 each for equal ones.
  /// `torch.minimum`.
  public func minimum(_ other: Tensor) -> Tensor {
    binaryKernel(Smaller.self, "minimum", self, other)
      .recording(
        "MinimumBackward0", self, other, { $1.shared($0.left .< $0.right, $0.left .== $0.right) },
        { $1.shared($0.right .< $0.left, $0.left .== $0.right) })
  }

  /// This gradient where `won`, half of it where `tied`, else 0.
  private func shared(_ won: Tensor, _ tied: Tensor) -> Tensor {
    self * (won.to(dtype) + tied.to(dtype) / 2)
  }

  /// Each element, raised to `min` where it is below and cut to `max` where it is above.
  /// Derivative: 1 between the bounds and at them, else 0. `torch.clamp`.
  public func clamp(min: some ScalarValue, max: some ScalarValue) -> Tensor {
    // Both bounds in the dtype of the result: beside a bound that is not whole, -1 is -1 for uint8 too.
    let dtype = max.scalar.promoted(with: min.scalar.promoted(with: dtype))
    return clamped(scalarTensor(min.scalar, dtype), scalarTensor(max.scalar, dtype))
  }

  /// Each element, raised to `min` where it is below. `torch.clamp(min=)`.
  public func clamp(min: some ScalarValue) -> Tensor {
    clamped(Tensor(min.scalar, beside: self), nil)
  }

  /// Each element, cut to `max` where it is above. `torch.clamp(max=)`.
  public func clamp(max: some ScalarValue) -> Tensor {
    clamped(nil, Tensor(max.scalar, beside: self))
  }

  private func clamped(_ low: Tensor?, _ high: Tensor?) -> Tensor {
    let raised = low.map { binaryKernel(Larger.self, "clamp", self, $0) } ?? self
    let result = high.map { binaryKernel(Smaller.self, "clamp", raised, $0) } ?? raised
    return result.recording("ClampBackward1", self, saving: .input) {
      let x = $0.input
      let inside = (low.map { x .>= $0 }, high.map { x .<= $0 })
      return $1 * ((inside.0 ?? inside.1!) & (inside.1 ?? inside.0!)).to($1.dtype)
    }
  }
}
