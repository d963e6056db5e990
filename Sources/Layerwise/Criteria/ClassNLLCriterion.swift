/// The negative log-likelihood of the correct class. `nn.ClassNLLCriterion`.
///
/// The input is `[C]` with one class as the target, or `[N, C]` with N of them; classes are counted
/// from 1 and may be of any dtype. The loss of a batch is the sum over its examples, divided by the
/// sum of their class weights (N without weights) if `sizeAverage` is true.
public final class ClassNLLCriterion: Criterion {
  /// Whether the sum over a batch is divided by the sum of the weights.
  public var sizeAverage: Bool
  private let weights: Tensor?

  /// A criterion with one weight per class, or without weights.
  public init(weights: Tensor? = nil, sizeAverage: Bool = true) {
    self.weights = weights
    self.sizeAverage = sizeAverage
    super.init()
    if let weights { _ = doubles(weights) }
  }

  /// Traps with `nn.ClassNLLCriterion: class 4 is outside 1...3 (example 2)`.
  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    let chosen = chosen(input, target)
    let right = doubles(input).reshape(chosen.places.shape[0], -1).gather(dim: 1, chosen.places)
    return (-right * chosen.factors).sum().item()
  }

  /// dL/dx is minus the weight of the class at the target class, and 0 elsewhere.
  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    let chosen = chosen(input, target)
    return Tensor.zeros(chosen.places.shape[0], input.shape.last!, dtype: .float64)
      .scatter(dim: 1, chosen.places, -chosen.factors).view(input.shape)
  }

  /// The index of each example's target class, and its factor in the loss.
  private func chosen(_ input: Tensor, _ target: Tensor) -> (places: Tensor, factors: Tensor) {
    check(
      (1...2).contains(input.rank), name,
      "log-probabilities of shape \(input.shape) have rank 1 or 2")
    let (examples, classes) = (input.rank == 1 ? 1 : input.shape[0], input.shape.last!)
    check(
      target.elementCount == examples, name,
      "\(examples) examples have \(target.elementCount) classes as targets")
    check(
      weights == nil || weights!.shape == [classes], name,
      "weights of shape \(weights?.shape ?? []) do not fit \(classes) classes")
    for (index, number) in target.ints().enumerated() where number < 1 || number > classes {
      fail(name, "class \(number) is outside 1...\(classes) (example \(index + 1))")
    }
    let places = target.to(.int64).reshape(examples, 1) - 1
    let counted =
      weights?.unsqueeze(0).expand(examples, classes).gather(dim: 1, places)
      ?? .ones(examples, 1, dtype: .float64)
    let total: Double = counted.sum().item()
    return (places, sizeAverage && total != 0 ? counted / total : counted)
  }
}

/// The negative log of the probability that ``SoftMax`` of the scores gives to the correct class:
/// ``LogSoftMax`` and ``ClassNLLCriterion`` in one. `nn.CrossEntropyCriterion`.
public final class CrossEntropyCriterion: Criterion {
  private let logSoftMax = LogSoftMax()
  private let likelihood: ClassNLLCriterion

  /// A criterion with one weight per class, or without weights.
  public init(weights: Tensor? = nil, sizeAverage: Bool = true) {
    likelihood = ClassNLLCriterion(weights: weights, sizeAverage: sizeAverage)
  }

  /// Whether the sum over a batch is divided by the sum of the weights.
  public var sizeAverage: Bool {
    get { likelihood.sizeAverage }
    set { likelihood.sizeAverage = newValue }
  }

  /// Traps as ``ClassNLLCriterion`` does.
  public override func updateOutput(_ input: Tensor, _ target: Tensor) -> Double {
    likelihood.forward(logSoftMax.forward(input), target)
  }

  /// softmax(x), minus 1 at the correct class, times the weights.
  public override func updateGradInput(_ input: Tensor, _ target: Tensor) -> Tensor {
    logSoftMax.backward(input, likelihood.backward(logSoftMax.forward(input), target))
  }
}
