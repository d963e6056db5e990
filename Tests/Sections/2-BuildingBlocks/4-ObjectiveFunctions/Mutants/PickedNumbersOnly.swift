// Mutant: the numbers are read out and wrapped anew, so no gradient flows. Caught by: testGradientReachesTheRightClass

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let losses = targets.ints().enumerated().map { -logProbabilities[$0, $1].item() }
  return reduced(Tensor(losses, dtype: logProbabilities.dtype), reduction)
}

public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
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
