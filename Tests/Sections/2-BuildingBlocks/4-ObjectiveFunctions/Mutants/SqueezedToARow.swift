// Mutant: squeeze() without a dimension: the loss of a single row has rank 0. Caught by: testShiftsOneClassAndNoRows

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

public func crossEntropy(_ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean)
  -> Tensor
{
  let rows = -scores.logSoftmax(dim: 1).gather(dim: 1, targets.unsqueeze(1)).squeeze()
  switch reduction {
  case .none: return rows
  case .sum: return rows.sum()
  case .mean: return rows.mean()
  }
}
