// Mutant: log probabilities are cut at -100, as in a binary loss. Caught by: testImpossibleClassesAndSmallBatches

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let rows = -logProbabilities.maskedFill(logProbabilities .< -100, -100.0).gather(
    dim: 1, targets.unsqueeze(1)
  ).squeeze(1)
  switch reduction {
  case .none: return rows
  case .sum: return rows.sum()
  case .mean: return rows.mean()
  }
}

public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  negativeLogLikelihood(scores.logSoftmax(dim: 1), targets, reduction: reduction)
}
