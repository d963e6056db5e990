// Mutant: targets are taken to count from 1. Caught by: testPicksTheRightClassOfEachRow, testGradientReachesTheRightClass

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let classes = logProbabilities.shape[1]
  let before = targets.ints().map { ($0 + classes - 1) % classes }
  let index = Tensor(before, dtype: .int64).view(-1, 1)
  return reduced(-logProbabilities.gather(dim: 1, index).squeeze(1), reduction)
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
