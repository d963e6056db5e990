// Mutant: the largest score is taken away from the scores themselves. Caught by: testEqualsLogSoftmaxThenPicking

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let losses = -logProbabilities.gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  return reduced(losses, reduction)
}

public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  withoutGradients { scores -= scores.max(dim: 1, keepDim: true).values }
  let picked = scores.logSoftmax(dim: 1).gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  return reduced(-picked, reduction)
}

private func reduced(_ losses: Tensor, _ reduction: Reduction) -> Tensor {
  switch reduction {
  case .mean: return losses.mean()
  case .sum: return losses.sum()
  case .none: return losses
  }
}
