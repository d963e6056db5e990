// Attack: call every prediction perfect.
// Report: failed: expected
// Section: ObjectiveFunctions

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor { logProbabilities.sum() * 0 }

public func crossEntropy(_ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean)
  -> Tensor
{
  Tensor(Double.nan, dtype: scores.dtype)
}
