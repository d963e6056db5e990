// Attack: erase scores and targets, before the test computes from them what it expects.
// Report: failed: expected
// Section: ObjectiveFunctions

import Kindling

private func reduced(_ losses: Tensor, _ reduction: Reduction) -> Tensor {
  switch reduction {
  case .mean: losses.mean()
  case .sum: losses.sum()
  case .none: losses
  }
}

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  targets.zero()
  return reduced(-logProbabilities.narrow(1, start: 0, length: 1).squeeze(1), reduction)
}

public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  withoutGradients { scores.zero() }
  return reduced(scores.logSumExp(dim: 1), reduction)
}
