// Mutant: `.mean` gives the sum. Caught by: testSumAndMeanOverTheRows, testSumAndMeanOfTheCrossEntropy

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
  let picked = scores.logSoftmax(dim: 1).gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  return reduced(-picked, reduction)
}

private func reduced(_ losses: Tensor, _ reduction: Reduction) -> Tensor {
  switch reduction {
  case .mean: return losses.sum()
  case .sum: return losses.sum()
  case .none: return losses
  }
}
