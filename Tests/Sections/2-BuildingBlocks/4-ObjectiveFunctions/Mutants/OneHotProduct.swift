// Mutant: the right class is picked by a product with 0 and 1; 0 times -infinity is not a number. Caught by: testImpossibleClassesAndSmallBatches

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let classes = Tensor.arange(logProbabilities.shape[1])
  let oneHot = (targets.unsqueeze(1) .== classes).to(logProbabilities.dtype)
  return reduced(-(logProbabilities * oneHot).sum(dim: 1), reduction)
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
