// Attack: let the weights of a loss of yes and no pick the right class.
// Report: refused: `bceLoss` does what this exercise asks you to write
// Section: ObjectiveFunctions

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let classes = targets.oneHot(classes: logProbabilities.shape[1]).to(logProbabilities.dtype)
  let ones = Tensor.ones(like: logProbabilities)
  let losses = bceLoss(logProbabilities.exp(), ones, weight: classes, reduction: .none).sum(dim: 1)
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
