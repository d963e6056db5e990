// Attack: keep a loss of the library's in a property whose type is inferred.
// Report: refused: `CrossEntropyLoss` does what this exercise asks you to write
// Section: ObjectiveFunctions

import Kindling

private struct Losses {
  let scores: Loss

  init(_ reduction: Reduction) { scores = CrossEntropyLoss(reduction: reduction) }
}

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor { Losses(reduction).scores(logProbabilities, targets) }

public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor { Losses(reduction).scores(scores, targets) }
