// Mutant: gradient of the sum is that of the mean. Caught by: testGradientReachesTheRightClass

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let losses = -logProbabilities.gather(dim: 1, targets.unsqueeze(1)).squeeze(1)
  switch reduction {
  case .mean: return losses.mean()
  case .sum: return Pick(targets: targets)(logProbabilities)
  case .none: return losses
  }
}

public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  negativeLogLikelihood(scores.logSoftmax(dim: 1), targets, reduction: reduction)
}

private struct Pick: DifferentiableFunction {
  let targets: Tensor
  func forward(_ i: [Tensor], _ c: FunctionContext) -> Tensor {
    c.save(i[0]); return -i[0].gather(dim: 1, targets.unsqueeze(1)).sum()
  }
  func backward(_ g: Tensor, _ c: FunctionContext) -> [Tensor?] {
    let x = c.saved[0]
    return [-targets.oneHot(classes: x.shape[1]).to(x.dtype) * g / Double(x.shape[0])]
  }
}
