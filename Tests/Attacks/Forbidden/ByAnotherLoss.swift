// Attack: have the loss from another one of the library's that comes to the same.
// Report: refused: `klDivLoss` does what this exercise asks you to write
// Section: ObjectiveFunctions

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let classes = targets.oneHot(classes: logProbabilities.shape[1]).to(logProbabilities.dtype)
  let losses = klDivLoss(logProbabilities, classes, reduction: .none).sum(dim: 1)
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
