/// The negative log likelihood of the correct classes. `torch.nn.functional.nll_loss`.
///
/// The mean divides by the sum of the weights of the targets that are not ignored.
///
/// - Parameters:
///   - logProbabilities: `[N, C]`, `[N, C, ...]`, or `[C]` for one example, as returned by
///     ``Tensor/logSoftmax(dim:)``.
///   - targets: int64 `[N]`, `[N, ...]`, or rank 0 for one example, each in 0..<C.
///   - weight: `[C]`, the weight of each class; nil for 1.
///   - ignoreIndex: a target that is ignored.
///   - reduction: how the losses are reduced; `.none` gives the shape of the targets.
///
/// Traps with `nllLoss: target 5 is outside 0..<3 (position [0])`.
public func nllLoss(
  _ logProbabilities: Tensor, _ targets: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  reduction: Reduction = .mean
) -> Tensor {
  if weight == nil,
    let loss = rowwiseNLLLoss(logProbabilities, targets, ignoreIndex: ignoreIndex, reduction)
  {
    return loss
  }
  return ClassTargets(targets, logProbabilities, weight, ignoreIndex, "nllLoss")
    .loss(logProbabilities, reduction)
}

/// The cross entropy of scores against the correct classes, or against probabilities:
/// ``Tensor/logSoftmax(dim:)``, then ``nllLoss(_:_:weight:ignoreIndex:reduction:)``.
/// `torch.nn.functional.cross_entropy`.
///
/// - Parameters:
///   - scores: `[N, C]`, `[N, C, ...]`, or `[C]` for one example; any numbers.
///   - targets: int64 `[N]`, `[N, ...]`, or rank 0 for one example, each in 0..<C; or floating-point
///     probabilities of the shape of the scores.
///   - weight: `[C]`, the weight of each class; nil for 1.
///   - ignoreIndex: a target class that is ignored.
///   - reduction: how the losses are reduced; `.none` gives the shape of the targets.
///   - labelSmoothing: the share of each target that is spread evenly over all classes.
///
/// Traps with `crossEntropy: target 5 is outside 0..<3 (position [0])`, and with `crossEntropy:
/// float32 targets of shape [2] are neither int64 classes of shape [2] nor probabilities of shape
/// [2, 3]`.
public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  reduction: Reduction = .mean, labelSmoothing: Double = 0
) -> Tensor {
  let name = "crossEntropy"
  check(
    labelSmoothing >= 0 && labelSmoothing <= 1, name,
    "label smoothing of \(labelSmoothing) is outside 0...1")
  check(scores.rank > 0, name, "scores must have shape [N, C] or [C], not []")
  let dim = scores.rank == 1 ? 0 : 1
  let logProbabilities = scores.logSoftmax(dim: dim)
  if targets.dtype.isFloatingPoint {
    check(
      targets.shape == scores.shape, name,
      "\(targets.dtype) targets of shape \(targets.shape) are neither int64 classes of shape "
        + "\(scores.shape.removing(dim)) nor probabilities of shape \(scores.shape)")
    checkWeight(weight, scores.shape[dim], name)
    return probabilityLoss(logProbabilities, targets, weight, reduction, labelSmoothing)
  }
  if weight == nil && labelSmoothing == 0,
    let loss = rowwiseNLLLoss(logProbabilities, targets, ignoreIndex: ignoreIndex, reduction)
  {
    return loss
  }
  let classes = ClassTargets(targets, logProbabilities, weight, ignoreIndex, name)
  let loss = classes.loss(logProbabilities, reduction)
  if labelSmoothing == 0 { return loss }
  let even = classes.evenLoss(logProbabilities, reduction)
  return loss * (1 - labelSmoothing) + even * (labelSmoothing / Double(scores.shape[dim]))
}

/// The cross entropy against probabilities instead of classes.
private func probabilityLoss(
  _ logProbabilities: Tensor, _ targets: Tensor, _ weight: Tensor?, _ reduction: Reduction,
  _ smoothing: Double
) -> Tensor {
  let dim = logProbabilities.rank == 1 ? 0 : 1
  let classes = logProbabilities.shape[dim]
  let smooth = smoothing == 0 ? targets : targets * (1 - smoothing) + smoothing / Double(classes)
  let products = logProbabilities * smooth
  let weighted = weight.map { products * spread($0, products.shape, dim) } ?? products
  if reduction == .none { return -weighted.sum(dim: dim) }
  let examples = logProbabilities.shape.removing(dim)
  return reduction == .sum ? -weighted.sum() : -weighted.sum() / reduction.divisor(for: examples)
}

/// The weight of each class, in a shape that broadcasts against `shape`.
private func spread(_ weight: Tensor, _ shape: Shape, _ dim: Int) -> Tensor {
  weight.detach().view(Shape(repeating: 1, count: shape.count).replacing(dim, with: shape[dim]))
}

private func checkWeight(_ weight: Tensor?, _ classes: Int, _ name: String) {
  check(
    weight == nil || weight!.shape == [classes], name,
    "a weight of shape \(weight!.shape) does not fit \(classes) classes")
}

/// The correct class of each example, checked, and its weight.
private struct ClassTargets {
  /// The targets, with ignored ones replaced by 0, in a shape to gather with.
  private let index: Tensor
  private let targets: Tensor
  /// The weight of each target: its class's weight, or 0 if it is ignored; nil if all are 1.
  private let counts: Tensor?
  private let weight: Tensor?
  private let dim: Int
  private let ignored: Tensor?

  init(
    _ targets: Tensor, _ logProbabilities: Tensor, _ weight: Tensor?, _ ignoreIndex: Int,
    _ name: String
  ) {
    let shape = logProbabilities.shape
    check(!shape.isEmpty, name, "log probabilities must have shape [N, C] or [C], not []")
    dim = shape.count == 1 ? 0 : 1
    check(
      targets.dtype == .int64, name, "targets must be int64 classes, these are \(targets.dtype)")
    check(
      targets.shape == shape.removing(dim), name,
      "targets of shape \(targets.shape) do not fit log probabilities of shape \(shape); "
        + "\(shape.removing(dim)) would")
    let classes = shape[dim]
    checkWeight(weight, classes, name)
    var ignores = false
    for (order, target) in targets.ints().enumerated() {
      if target == ignoreIndex {
        ignores = true
      } else if target < 0 || target >= classes {
        fail(
          name,
          "target \(target) is outside 0..<\(classes) "
            + "(position \(targets.shape.position(of: order)))")
      }
    }
    self.weight = weight
    self.targets = targets
    ignored = ignores ? targets .== ignoreIndex : nil
    let kept = ignored.map { targets * (1 - $0.to(.int64)) } ?? targets
    index = kept.unsqueeze(dim)
    let weights = weight.map {
      spread($0.to(logProbabilities.dtype), shape, logProbabilities.rank == 1 ? 0 : 1)
        .expand(shape)
    }
    let dimension = dim
    counts = withoutGradients { [index, ignored] in
      let chosen = weights?.gather(dim: dimension, index).squeeze(dimension)
      guard let ignored else { return chosen }
      let flags = 1 - ignored.to(logProbabilities.dtype)
      return chosen.map { $0 * flags } ?? flags
    }
  }

  /// The divisor of the sum of the losses.
  private func divisor(_ reduction: Reduction) -> Double {
    if reduction == .mean, let counts { return counts.sum().item() }
    return reduction.divisor(for: index.shape.removing(dim))
  }

  /// The loss of the correct classes.
  func loss(_ logProbabilities: Tensor, _ reduction: Reduction) -> Tensor {
    let shape = logProbabilities.shape
    let divisor = divisor(reduction)
    let result = withoutGradients {
      let right = -logProbabilities.gather(dim: dim, index).squeeze(dim)
      let counted = counts.map { right * $0 } ?? right
      let losses = ignored.map { counted.maskedFill($0, 0) } ?? counted
      return reduction == .none ? losses : losses.sum() / divisor
    }
    let name = shape.count > 2 ? "NllLoss2DBackward0" : "NllLossBackward0"
    // Targets and weights are checked for changes too, not only the tensors computed from them.
    let (hasCounts, ignores, place) = (counts != nil, ignored != nil, dim)
    let kept =
      [index] + (counts.map { [$0] } ?? []) + (ignored.map { [$0] } ?? []) + [targets]
      + (weight.map { [$0] } ?? [])
    return result.recording(name, [logProbabilities], saving: kept) { node, gradient in
      node.checkSaved()
      let even =
        reduction == .none ? gradient : (gradient / divisor).expand(shape.removing(place))
      let counted = hasCounts ? even * node.saved(1) : even
      // Multiplying by 0 is not enough: if no target counts at all, the mean is 0 / 0.
      let share = ignores ? (-counted).maskedFill(node.saved(hasCounts ? 2 : 1), 0) : -counted
      return [
        Tensor.zeros(shape, dtype: gradient.dtype, on: gradient.home)
          .scatter(dim: place, node.saved(0), share.unsqueeze(place))
      ]
    }
  }

  /// The loss against all classes equally, which label smoothing mixes in.
  func evenLoss(_ logProbabilities: Tensor, _ reduction: Reduction) -> Tensor {
    let weighted =
      weight.map { logProbabilities * spread($0, logProbabilities.shape, dim) } ?? logProbabilities
    let all = -weighted.sum(dim: dim)
    let losses = ignored.map { all.maskedFill($0, 0) } ?? all
    return reduction == .none ? losses : losses.sum() / divisor(reduction)
  }
}
