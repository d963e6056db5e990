/// A loss with a weight for each class or element, which is saved and converted with the module.
public class WeightedLoss: Loss {
  private let _weight: Buffer?

  /// The weight of each class or element; nil means 1.
  public final var weight: Tensor? { _weight?.wrappedValue }

  init(weight: Tensor?, reduction: Reduction) {
    _weight = weight.map { Buffer(wrappedValue: $0) }
    super.init(reduction: reduction)
  }
}

/// ``nllLoss(_:_:weight:ignoreIndex:reduction:)`` as a module. `torch.nn.NLLLoss`.
public final class NLLLoss: WeightedLoss {
  private let ignoreIndex: Int

  /// A loss that weights classes by `weight` and ignores targets equal to `ignoreIndex`.
  public init(weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean) {
    self.ignoreIndex = ignoreIndex
    super.init(weight: weight, reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    nllLoss(input, target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction)
  }
}

/// ``crossEntropy(_:_:weight:ignoreIndex:reduction:labelSmoothing:)`` as a module.
/// `torch.nn.CrossEntropyLoss`.
public final class CrossEntropyLoss: WeightedLoss {
  private let ignoreIndex: Int
  private let labelSmoothing: Double

  /// A loss that weights classes by `weight` and ignores targets equal to `ignoreIndex`.
  public init(
    weight: Tensor? = nil, ignoreIndex: Int = -100, labelSmoothing: Double = 0,
    reduction: Reduction = .mean
  ) {
    self.ignoreIndex = ignoreIndex
    self.labelSmoothing = labelSmoothing
    super.init(weight: weight, reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    crossEntropy(
      input, target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction,
      labelSmoothing: labelSmoothing)
  }
}

/// ``bceLoss(_:_:weight:reduction:)`` as a module. `torch.nn.BCELoss`.
public final class BCELoss: WeightedLoss {
  /// A loss that weights elements by `weight`.
  public override init(weight: Tensor? = nil, reduction: Reduction = .mean) {
    super.init(weight: weight, reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    bceLoss(input, target, weight: weight, reduction: reduction)
  }
}

/// ``bceWithLogitsLoss(_:_:weight:positiveWeight:reduction:)`` as a module.
/// `torch.nn.BCEWithLogitsLoss`.
public final class BCEWithLogitsLoss: WeightedLoss {
  private let _pos_weight: Buffer?

  /// A loss that weights elements by `weight`, and positive targets by `positiveWeight`.
  public init(
    weight: Tensor? = nil, positiveWeight: Tensor? = nil, reduction: Reduction = .mean
  ) {
    _pos_weight = positiveWeight.map { Buffer(wrappedValue: $0) }
    super.init(weight: weight, reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    bceWithLogitsLoss(
      input, target, weight: weight, positiveWeight: _pos_weight?.wrappedValue,
      reduction: reduction)
  }
}
