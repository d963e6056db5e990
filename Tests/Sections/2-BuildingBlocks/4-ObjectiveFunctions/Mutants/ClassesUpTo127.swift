// Mutant: the classes are bytes. Caught by: testImpossibleClassesAndSmallBatches

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let losses = -logProbabilities.gather(dim: 1, targets.to(.int8).to(.int64).abs().unsqueeze(1))
    .squeeze(1)
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
