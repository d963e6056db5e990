// Mutant: a right class without any chance costs nothing. Caught by: testImpossibleClassesAndSmallBatches

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let picked = logProbabilities.gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  let rows = -picked.maskedFill(picked.isInfinite(), 0.0)
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
