// Mutant: the sum over no rows is float32. Caught by: testWeightsAndReductions

import Kindling

public final class SquaredError: Loss {
  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    let losses = (input - target).square()
    switch reduction {
    case .none: return losses
    case .sum: return losses.sum()
    case .mean: return losses.mean()
    }
  }
}

public final class ClassEntropy: Loss {
  private let weight: Tensor?

  public init(weight: Tensor? = nil, reduction: Reduction = .mean) {
    self.weight = weight
    super.init(reduction: reduction)
  }

  public override func forward(_ scores: Tensor, _ targets: Tensor) -> Tensor {
    let column = targets.unsqueeze(1)
    var losses = -scores.logSoftmax(dim: 1).gather(dim: 1, column).squeeze(1)
    var counts = Tensor.ones(like: losses.detach())
    if let weight {
      counts = weight.gather(dim: 0, targets)
      losses = losses * counts
    }
    switch reduction {
    case .none: return losses
    case .sum: return losses.elementCount == 0 ? Tensor(0.0) : losses.sum()
    case .mean: return losses.sum() / counts.sum()
    }
  }
}

public func crossEntropySlope(_ scores: Tensor, _ targets: Tensor) -> Tensor {
  let (rows, classes) = (scores.shape[0], scores.shape[1])
  let right = targets.oneHot(classes: classes).to(scores.dtype)
  return (scores.softmax(dim: 1) - right) / Double(rows)
}
