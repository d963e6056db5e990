// Mutant: losses that are no numbers become 0. Caught by: testImpossibleClassesAndSmallBatches

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let losses = -logProbabilities.gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  let known = losses.maskedFill(losses .!= losses, 0)
  switch reduction {
  case .mean: return known.mean()
  case .sum: return known.sum()
  case .none: return known
  }
}

public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  negativeLogLikelihood(scores.logSoftmax(dim: 1), targets, reduction: reduction)
}
