// 4.12 Loss functions: a second solution. The squares as products, the right class by a mask of 0 and 1
// in place of a look-up, and softmax by hand.

import Kindling

public final class SquaredError: Loss {
  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    let difference = input - target
    if reduction == .none { return difference * difference }
    let sum = (difference * difference).sum()
    return reduction == .sum ? sum : sum / Double(input.elementCount)
  }
}

public final class ClassEntropy: Loss {
  private let weight: Tensor?

  public init(weight: Tensor? = nil, reduction: Reduction = .mean) {
    self.weight = weight
    super.init(reduction: reduction)
  }

  public override func forward(_ scores: Tensor, _ targets: Tensor) -> Tensor {
    let classes = scores.shape[1]
    let right = targets.oneHot(classes: classes).to(scores.dtype)
    let largest = scores.detach().amax(dims: [1], keepDim: true)
    let shifted = scores - largest
    let losses = shifted.exp().sum(dim: 1).log() - (shifted * right).sum(dim: 1)
    let counts = ((weight ?? Tensor.ones(classes, dtype: scores.dtype)) * right).sum(dim: 1)
    let weighted = losses * counts
    if reduction == .none { return weighted }
    return reduction == .sum ? weighted.sum() : weighted.sum() / counts.sum()
  }
}

public func crossEntropySlope(_ scores: Tensor, _ targets: Tensor) -> Tensor {
  let classes = scores.shape[1]
  let (numbers, right) = (scores.doubles(), targets.ints())
  var slopes: [Double] = []
  for (row, target) in right.enumerated() {
    let scores = Array(numbers[row * classes..<(row + 1) * classes])
    let powers = Tensor(scores, dtype: .float64) - scores.max()!
    let shares = (powers.exp() / powers.exp().sum()).doubles()
    for (index, share) in shares.enumerated() {
      slopes.append((share - (index == target ? 1 : 0)) / Double(right.count))
    }
  }
  return Tensor(slopes, dtype: scores.dtype).view(scores.shape)
}
