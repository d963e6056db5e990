enum Larger: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .larger }
  // NaN, the only number unequal to itself, wins.
  static func apply<T: Element>(_ a: T, _ b: T) -> T {
    a != a || (b == b && T.isLess(b, a)) ? a : b
  }
}
enum Smaller: BinaryFunction {
  static var onDevice: DeviceBinaryFunction { .smaller }
  static func apply<T: Element>(_ a: T, _ b: T) -> T {
    a != a || (b == b && T.isLess(a, b)) ? a : b
  }
}

/// The larger or smaller of two numbers, element by element, with broadcasting. NaN counts as both
/// and passes the gradient to both.
extension Tensor {
  /// The larger of each pair. Derivative: 1 for the larger, 1/2 each for equal ones.
  /// `torch.maximum`.
  public func maximum(_ other: Tensor) -> Tensor {
    larger(than: other, "MaximumBackward0")
  }

  /// The smaller of each pair. Derivative: 1 for the smaller, 1/2 each for equal ones.
  /// `torch.minimum`.
  public func minimum(_ other: Tensor) -> Tensor {
    smaller(than: other, "MinimumBackward0")
  }

  private func larger(than other: Tensor, _ name: String) -> Tensor {
    binaryKernel(Larger.self, "maximum", self, other)
      .recording(
        name, self, other, { $1.shared(where: $0.left .== $0.right, lost: $0.left .< $0.right) },
        { $1.shared(where: $0.left .== $0.right, lost: $0.right .< $0.left) })
  }

  private func smaller(than other: Tensor, _ name: String) -> Tensor {
    binaryKernel(Smaller.self, "minimum", self, other)
      .recording(
        name, self, other, { $1.shared(where: $0.left .== $0.right, lost: $0.left .> $0.right) },
        { $1.shared(where: $0.left .== $0.right, lost: $0.right .> $0.left) })
  }

  /// This gradient, halved where two elements are `tied` and 0 where this one `lost`.
  private func shared(where tied: Tensor, lost: Tensor) -> Tensor {
    .where(lost, 0, .where(tied, self / 2, self))
  }
}

/// Clamping to bounds.
extension Tensor {
  /// Each element, raised to `min` if it is below and lowered to `max` if it is above. Derivative:
  /// 1 between the bounds, else 0, at the bounds and for NaN too. `torch.clamp`.
  ///
  /// A bound that an integer dtype cannot represent is replaced by the nearest one that it can.
  /// Traps with `clamp: no uint8 is 300 or more`.
  public func clamp(min: some ScalarValue, max: some ScalarValue) -> Tensor {
    clamped(Bounds(min.scalar, max.scalar, dtype))
  }

  /// Each element, raised to `min` if it is below. `torch.clamp(min=)`.
  public func clamp(min: some ScalarValue) -> Tensor { clamped(Bounds(min.scalar, nil, dtype)) }

  /// Each element, lowered to `max` if it is above. `torch.clamp(max=)`.
  public func clamp(max: some ScalarValue) -> Tensor { clamped(Bounds(nil, max.scalar, dtype)) }

  private func clamped(_ bounds: Bounds) -> Tensor {
    // The bound comes first: for equal numbers these kernels return the second, the element itself.
    let raised = bounds.low.map {
      binaryKernel(Larger.self, "clamp", scalarTensor($0, bounds.dtype), self)
    }
    let result = bounds.high.map {
      binaryKernel(Smaller.self, "clamp", scalarTensor($0, bounds.dtype), raised ?? self)
    }
    return (result ?? raised!).recording("ClampBackward1", self, saving: .input) {
      .where(bounds.inside($0.input), $1, 0)
    }
  }

  /// Each element, raised to the one in `min` if it is below and then lowered to the one in `max`,
  /// with broadcasting. `torch.clamp`.
  ///
  /// Derivative: it goes to the element or to the bound that is the result; where they are equal,
  /// half to each.
  public func clamp(min: Tensor, max: Tensor) -> Tensor {
    let raised = binaryKernel(Larger.self, "clamp", min, self)
    return binaryKernel(Smaller.self, "clamp", max, raised)
      .recording("ClampBackward0", [self, min, max], saving: [self, min, max]) {
        let (x, low, high) = ($0.saved(0), $0.saved(1), $0.saved(2))
        // Bounds in the wrong order give the upper one; bounds that are equal count as inside.
        let (crossed, apart) = (low .> high, low .< high)
        let (below, above) = (x .< low, x .> high)
        let (atLow, atHigh) = ((x .== low) & apart, (x .== high) & apart)
        return [
          .where(below | above | crossed, 0, .where(atLow | atHigh, $1 / 2, $1)),
          .where(below & ~crossed, $1, .where(atLow, $1 / 2, 0)),
          .where(above | crossed, $1, .where(atHigh, $1 / 2, 0)),
        ]
      }
  }

  /// Each element, raised to the one in `min` if it is below, with broadcasting.
  /// `torch.clamp(min=)`.
  public func clamp(min: Tensor) -> Tensor { larger(than: min, "ClampBackward0") }

  /// Each element, lowered to the one in `max` if it is above, with broadcasting.
  /// `torch.clamp(max=)`.
  public func clamp(max: Tensor) -> Tensor { smaller(than: max, "ClampBackward0") }
}

/// The bounds of a clamp in the dtype of its result.
private struct Bounds {
  let low: Scalar?, high: Scalar?, dtype: DType

  init(_ low: Scalar?, _ high: Scalar?, _ dtype: DType) {
    // Both bounds have the result's dtype: next to a fractional bound, -1 stays -1 even for uint8.
    let lowKind = low?.promoted(with: dtype) ?? dtype
    self.dtype = high?.promoted(with: lowKind) ?? lowKind
    guard let range = self.dtype.wholeNumbers else {
      let dtype = self.dtype
      (self.low, self.high) = (low?.fitting(dtype, "clamp"), high?.fitting(dtype, "clamp"))
      return
    }
    self.low = low.map { low in
      let bound = low.whole
      check(
        bound <= range.upperBound, "clamp", "no \(dtype) is \(bound) or more")
      return .int(Swift.max(bound, range.lowerBound))
    }
    self.high = high.map { high in
      let bound = high.whole
      check(
        bound >= range.lowerBound, "clamp", "no \(dtype) is \(bound) or less")
      return .int(Swift.min(bound, range.upperBound))
    }
  }

  /// True where an element is strictly between the bounds.
  func inside(_ x: Tensor) -> Tensor {
    // Half precision arrives as single: the bounds must be rounded as they were for the result.
    let (low, high) = (low.map { rounded($0) }, high.map { rounded($0) })
    guard let high else { return x .> low! }
    return low.map { (x .> $0) & (x .< high) } ?? (x .< high)
  }

  private func rounded(_ bound: Scalar) -> Double { scalarTensor(bound, dtype).item() }
}
