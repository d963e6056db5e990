/// The cross entropy of probabilities of "yes" against targets between 0 and 1:
/// -(t log p + (1 - t) log(1 - p)). `torch.nn.functional.binary_cross_entropy`.
///
/// Logarithms are clamped at -100, as in PyTorch, so that the loss of a confident mistake is
/// finite.
///
/// - Parameters:
///   - input: probabilities, as returned by ``Tensor/sigmoid()``.
///   - target: the same shape as the input.
///   - weight: the weight of each element, broadcast against the input; nil for 1.
///   - reduction: how the losses are reduced; `.none` gives the shape of the input.
///
/// Traps with `bceLoss: probability 1.5 is outside 0...1 (position [2])`.
public func bceLoss(
  _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, reduction: Reduction = .mean
) -> Tensor {
  let (x, y) = pair(input, target, "bceLoss")
  for (order, number) in x.doubles().enumerated() where !(number >= 0 && number <= 1) {
    fail(
      "bceLoss",
      "probability \(number) is outside 0...1 (position \(x.shape.position(of: order)))")
  }
  let weights = weight.map { checkedWeight($0, x, "bceLoss") }
  let (divisor, isWeighted) = (reduction.divisor(for: x.shape), weights != nil)
  let value = withoutGradients {
    let (logYes, logNo) = (x.log().clamp(min: -100), (-x).log1p().clamp(min: -100))
    let losses = -(y * logYes + (1 - y) * logNo)
    return reduction(weights.map { losses * $0 } ?? losses)
  }
  let kept = [x, y] + (weights.map { [$0] } ?? [])
  return value.recording("BinaryCrossEntropyBackward0", [x, y], saving: kept) {
    let (x, y) = ($0.saved(0), $0.saved(1))
    let share = isWeighted ? $1 / divisor * $0.saved(2) : $1 / divisor
    // PyTorch's bound is 1e-12 in float32, even for float64.
    let spread = ((1 - x) * x).clamp(min: Double(1e-12 as Float))
    return [
      $0.wants(0) ? share * (x - y) / spread : nil,
      $0.wants(1) ? share * ((1 - x).log() - x.log()) : nil,
    ]
  }
}

/// The binary cross entropy of scores: ``Tensor/sigmoid()``, then
/// ``bceLoss(_:_:weight:reduction:)``, accurate even for large scores.
/// `torch.nn.functional.binary_cross_entropy_with_logits`.
///
/// (1 - t) x + (1 + (w - 1) t) (log(1 + exp(-|x|)) + max(-x, 0)) with w the positive weight.
///
/// - Parameters:
///   - input: any numbers.
///   - target: the same shape as the input.
///   - weight: the weight of each element, broadcast against the input; nil for 1.
///   - positiveWeight: the weight of "yes", broadcast against the input; nil for 1.
///   - reduction: how the losses are reduced; `.none` gives the shape of the input.
public func bceWithLogitsLoss(
  _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, positiveWeight: Tensor? = nil,
  reduction: Reduction = .mean
) -> Tensor {
  let (x, y) = pair(input, target, "bceWithLogitsLoss")
  let weights = weight.map { checkedWeight($0, x, "bceWithLogitsLoss") }
  let positive = positiveWeight.map { checkedWeight($0, x, "bceWithLogitsLoss") }
  let divisor = reduction.divisor(for: x.shape)
  let (isWeighted, isPositive) = (weights != nil, positive != nil)
  let value = withoutGradients {
    let yes = positive.map { y * $0 } ?? y
    let losses = (1 - y) * x - (yes + (1 - y)) * x.logSigmoid()
    return reduction(weights.map { losses * $0 } ?? losses)
  }
  let kept = [x, y] + (weights.map { [$0] } ?? []) + (positive.map { [$0] } ?? [])
  return value.recording("BinaryCrossEntropyWithLogitsBackward0", [x, y], saving: kept) {
    let (x, y) = ($0.saved(0), $0.saved(1))
    let share = isWeighted ? $1 / divisor * $0.saved(2) : $1 / divisor
    let positive = isPositive ? $0.saved(isWeighted ? 3 : 2) : nil
    let yes = positive.map { y * $0 } ?? y
    let byTarget = positive.map { (-x).logSigmoid() - $0 * x.logSigmoid() } ?? -x
    return [
      $0.wants(0) ? share * ((yes + (1 - y)) * x.sigmoid() - yes) : nil,
      $0.wants(1) ? share * byTarget : nil,
    ]
  }
}

private func checkedWeight(_ weight: Tensor, _ x: Tensor, _ name: String) -> Tensor {
  check(
    (try? Shape.broadcast(weight.shape, x.shape)) == x.shape, name,
    "a weight of shape \(weight.shape) does not fit an input of shape \(x.shape)")
  return weight.detach().to(x.dtype)
}

/// How the divergences of a batch are reduced: like ``Reduction``, with one more case.
public enum DivergenceReduction: Sendable {
  /// The mean over all elements: PyTorch's default, but not the divergence.
  case mean
  /// The sum over all elements.
  case sum
  /// The sum divided by the number of examples, the size of the first dimension: the divergence as
  /// defined.
  case batchMean
  /// Each element, unreduced.
  case none

  func callAsFunction(_ losses: Tensor) -> Tensor {
    switch self {
    case .mean: losses.mean()
    case .sum: losses.sum()
    case .batchMean: losses.sum() / Double(losses.shape.first ?? 1)
    case .none: losses
    }
  }
}

/// The Kullback-Leibler divergence of log probabilities from target probabilities:
/// t (log t - x), 0 where t is 0. `torch.nn.functional.kl_div`.
///
/// - Parameters:
///   - input: log probabilities, as returned by ``Tensor/logSoftmax(dim:)``.
///   - target: probabilities of the input's shape, or their logarithms with `logTarget`.
///   - logTarget: whether the target contains logarithms.
///   - reduction: `.batchMean` is the divergence as defined, a mean over the examples.
public func klDivLoss(
  _ input: Tensor, _ target: Tensor, logTarget: Bool = false,
  reduction: DivergenceReduction = .mean
) -> Tensor {
  let (x, y) = pair(input, target, "klDivLoss")
  if logTarget { return reduction(y.exp() * (y - x)) }
  // 0 where y is 0, though its slope there is none: PyTorch's is NaN.
  let product = withoutGradients { (y * y.log()).maskedFill(y .== 0, 0) }
    .recording("XlogyBackward0", y, saving: .input) { $1 * ($0.input.log() + $0.input / $0.input) }
  return reduction(product - y * x)
}
