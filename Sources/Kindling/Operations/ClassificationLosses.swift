/// How the losses of a batch become one.
public enum Reduction: Sendable {
  /// The mean over the batch: PyTorch's default.
  case mean
  /// The sum over the batch.
  case sum
  /// One loss for each example.
  case none
}

/// The negative log likelihood of the right classes. `torch.nn.functional.nll_loss`.
///
/// - Parameters:
///   - logProbabilities: `[N, C]`, or `[C]` for one example; what ``Tensor/logSoftmax(dim:)`` gives.
///   - targets: int64 `[N]` (rank 0 for one example), each in 0..<C.
///   - reduction: how the N losses become one; `.none` gives `[N]`.
///
/// Traps with `nllLoss: target 5 is outside 0..<3 (position [0])`.
public func nllLoss(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  classificationLoss(logProbabilities, targets, reduction, "nllLoss")
}

/// The cross entropy of scores against the right classes: ``Tensor/logSoftmax(dim:)``, then
/// ``nllLoss(_:_:reduction:)``. `torch.nn.functional.cross_entropy`.
///
/// - Parameters:
///   - scores: `[N, C]`, or `[C]` for one example; any numbers.
///   - targets: int64 `[N]` (rank 0 for one example), each in 0..<C.
public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  check(
    scores.rank == 1 || scores.rank == 2, "crossEntropy",
    "scores must have shape [N, C] or [C], not \(scores.shape)")
  return classificationLoss(scores.logSoftmax(dim: -1), targets, reduction, "crossEntropy")
}

private func classificationLoss(
  _ logProbabilities: Tensor, _ targets: Tensor, _ reduction: Reduction, _ name: String
) -> Tensor {
  let shape = logProbabilities.shape
  check(
    shape.count == 1 || shape.count == 2, name,
    "log probabilities must have shape [N, C] or [C], not \(shape)")
  check(
    targets.dtype == .int64, name, "targets must be int64 classes, these are \(targets.dtype)")
  check(
    targets.shape == Shape(shape.dropLast()), name,
    "targets of shape \(targets.shape) do not fit log probabilities of shape \(shape); "
      + "\(Shape(shape.dropLast())) would")
  let classes = shape.last!
  for (order, target) in targets.ints().enumerated() where target < 0 || target >= classes {
    fail(
      name,
      "target \(target) is outside 0..<\(classes) (position \(targets.shape.position(of: order)))")
  }
  let result = withoutGradients {
    let losses = -logProbabilities.gather(dim: -1, targets.unsqueeze(-1)).squeeze(-1)
    switch reduction {
    case .none: return losses
    case .sum: return losses.sum()
    case .mean: return losses.mean()
    }
  }
  let dtype = logProbabilities.dtype
  return result.recording("NllLossBackward0", logProbabilities) {
    let share = reduction == .mean ? $1 / Double(targets.elementCount) : $1
    let spread = -share.expand(targets.shape).unsqueeze(-1)
    return Tensor.zeros(shape, dtype: dtype)
      .scatterAdd(dim: -1, targets.unsqueeze(-1), spread.contiguous())
  }
}
