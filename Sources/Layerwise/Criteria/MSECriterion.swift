/// The mean, or the sum, of the squared differences. `nn.MSECriterion`.
///
/// Input and target must have the same number of elements; their shapes may differ.
public final class MSECriterion: Criterion {
  /// Whether the sum is divided by the number of elements.
  public var sizeAverage: Bool

  /// A criterion that computes the mean if `sizeAverage` is true, and the sum otherwise.
  public init(sizeAverage: Bool = true) { self.sizeAverage = sizeAverage }

  /// Traps with `nn.MSECriterion: 3 elements are compared with 4`.
  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    let difference = difference(input, target)
    return (difference * difference).sum().item() * share(input, sizeAverage)
  }

  /// dL/dx = 2 (x - t), divided by the number of elements for the mean.
  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    difference(input, target) * (2 * share(input, sizeAverage))
  }
}

/// The mean, or the sum, of the absolute differences. `nn.AbsCriterion`.
///
/// Input and target must have the same number of elements; their shapes may differ.
public final class AbsCriterion: Criterion {
  /// Whether the sum is divided by the number of elements.
  public var sizeAverage: Bool

  /// A criterion that computes the mean if `sizeAverage` is true, and the sum otherwise.
  public init(sizeAverage: Bool = true) { self.sizeAverage = sizeAverage }

  /// Traps with `nn.AbsCriterion: 3 elements are compared with 4`.
  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    difference(input, target).abs().sum().item() * share(input, sizeAverage)
  }

  /// dL/dx = 1 where x >= t, else -1, divided by the number of elements for the mean.
  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    ((difference(input, target) .>= 0).to(.float64) * 2 - 1) * share(input, sizeAverage)
  }
}

extension Criterion {
  /// input - target in the input's shape.
  fileprivate func difference(_ input: Tensor, _ target: Tensor) -> Tensor {
    check(
      input.elementCount == target.elementCount, name,
      "\(input.elementCount) elements are compared with \(target.elementCount)")
    return doubles(input) - doubles(target).reshape(input.shape)
  }

  /// The weight of one element.
  fileprivate func share(_ input: Tensor, _ isMean: Bool) -> Double {
    isMean ? 1 / Double(input.elementCount) : 1
  }

  /// The tensor, which must be float64.
  func doubles(_ input: Tensor) -> Tensor {
    check(
      input.dtype == .float64, name,
      "Layerwise computes in float64, this tensor is \(input.dtype); convert it with to(.float64)")
    return input
  }
}
