// Honest: the section's own function by its module, to tell it from the library's.
// Section: ObjectiveFunctions

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let rows = -logProbabilities.gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  switch reduction {
  case .none: return rows
  case .sum: return rows.sum()
  case .mean: return rows.mean()
  }
}
public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  switch reduction {
  case .none:
    return scores.logSumExp(dim: 1) - scores.gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  case .sum: return ObjectiveFunctions.crossEntropy(scores, targets, reduction: .none).sum()
  case .mean: return ObjectiveFunctions.crossEntropy(scores, targets, reduction: .none).mean()
  }
}
