// 2.4 Objective functions: a second solution, row by row, with the cross entropy as the room that
// the right score leaves below the log of the sum of exponentials.

import Kindling

public func negativeLogLikelihood(
  _ logProbabilities: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let losses = targets.ints().enumerated().map { row, target in -logProbabilities[row, target] }
  return reduced(losses, reduction, like: logProbabilities)
}

public func crossEntropy(
  _ scores: Tensor, _ targets: Tensor, reduction: Reduction = .mean
) -> Tensor {
  let losses = targets.ints().enumerated().map { row, target in
    // log(sum_j exp(s_j - s_target)), with the largest of the differences taken out of the sum.
    let ahead = scores[row] - scores[row, target]
    let most = ahead.detach().max()
    return most + (ahead - most).exp().sum().log()
  }
  return reduced(losses, reduction, like: scores)
}

private func reduced(_ losses: [Tensor], _ reduction: Reduction, like other: Tensor) -> Tensor {
  let all = losses.isEmpty ? other.sum(dim: 1) : Tensor.stack(losses)
  if case .none = reduction { return all }
  let total = all.sum()
  if case .sum = reduction { return total }
  return total / losses.count
}
