// Mutant: every row is shifted by the largest score of the batch, not its own. Caught by: testHugeScores

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
  guard scores.elementCount > 0 else { return reduced(scores.sum(dim: 1), reduction) }
  let shifted = scores - scores.detach().max()
  let picked = shifted.gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  return reduced(shifted.exp().sum(dim: 1).log() - picked, reduction)
}

private func reduced(_ losses: Tensor, _ reduction: Reduction) -> Tensor {
  switch reduction {
  case .mean: return losses.mean()
  case .sum: return losses.sum()
  case .none: return losses
  }
}
