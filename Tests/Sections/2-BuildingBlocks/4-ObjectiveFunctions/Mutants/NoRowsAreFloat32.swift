// Mutant: without rows the loss is float32. Caught by: testShiftsOneClassAndNoRows

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
  scores.shape[0] == 0
    ? negativeLogLikelihood(scores.to(.float32).logSoftmax(dim: 1), targets, reduction: reduction)
    : negativeLogLikelihood(scores.logSoftmax(dim: 1), targets, reduction: reduction)
}
