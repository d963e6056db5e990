// Honest: losses computed in float64 and rounded at the end, and a square multiplied out.
// Section: LossFunctions

import Kindling

public final class SquaredError: Loss {
  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    let (a, b) = (input.to(.float64), target.to(.float64))
    let each = a * a - a * b * 2 + b * b
    let result =
      switch reduction {
      case .none: each
      case .sum: each.sum()
      case .mean: each.mean()
      }
    return result.to(input.dtype)
  }
}

public final class ClassEntropy: Loss {
  private let weight: Tensor?

  public init(weight: Tensor? = nil, reduction: Reduction = .mean) {
    self.weight = weight
    super.init(reduction: reduction)
  }

  public override func forward(_ scores: Tensor, _ targets: Tensor) -> Tensor {
    let s = scores.to(.float64)
    let logs = s.logSoftmax(dim: 1)
    let classes = targets.ints()
    var each: [Tensor] = [], weights: [Double] = []
    for (i, c) in classes.enumerated() {
      let w: Double = weight?[c].item() ?? 1
      weights.append(w)
      each.append(logs[i, c] * -w)
    }
    let losses = each.isEmpty ? s.sum(dim: 1) : Tensor.stack(each)
    switch reduction {
    case .none: return losses.to(scores.dtype)
    case .sum: return losses.sum().to(scores.dtype)
    case .mean: return (losses.sum() / weights.reduce(0, +)).to(scores.dtype)
    }
  }
}

public func crossEntropySlope(_ scores: Tensor, _ targets: Tensor) -> Tensor {
  let n = Double(scores.shape[0])
  let out = scores.detach().to(.float64).softmax(dim: 1).clone()
  for (i, c) in targets.ints().enumerated() { out[i, c] -= 1 }
  out /= n
  return out.to(scores.dtype)
}
