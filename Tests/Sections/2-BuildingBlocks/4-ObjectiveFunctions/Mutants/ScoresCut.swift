// Mutant: scores are first brought to -12000 to 12000. Caught by: testHugeScores

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let losses = -logProbabilities.gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  switch reduction {
  case .mean: return losses.mean()
  case .sum: return losses.sum()
  case .none: return losses
  }
}

public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  negativeLogLikelihood(
    scores.clamp(min: -12000, max: 12000).logSoftmax(dim: 1), targets, reduction: reduction)
}
