// Mutant: the sum over no rows is a constant, through which no gradient flows. Caught by: testGradientReachesTheRightClass

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  if reduction == .sum, targets.elementCount == 0 {
    return Tensor.zeros([], dtype: logProbabilities.dtype)
  }
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
  negativeLogLikelihood(scores.logSoftmax(dim: 1), targets, reduction: reduction)
}
