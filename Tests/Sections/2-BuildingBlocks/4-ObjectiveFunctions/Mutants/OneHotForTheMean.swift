// Mutant: the mean goes by a product with one-hot rows: an impossible class makes it NaN. Caught by: testImpossibleClassesAndSmallBatches

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let rows = -logProbabilities.gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  switch reduction {
  case .none: return rows
  case .sum: return rows.sum()
  case .mean:
    let hot = targets.oneHot(classes: logProbabilities.shape[1]).to(logProbabilities.dtype)
    return -(logProbabilities * hot).sum() / logProbabilities.shape[0]
  }
}

public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  negativeLogLikelihood(scores.logSoftmax(dim: 1), targets, reduction: reduction)
}
