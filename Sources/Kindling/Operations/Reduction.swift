/// How the losses of a batch become one.
public enum Reduction: Sendable {
  /// The mean over all losses: PyTorch's default.
  case mean
  /// The sum of all losses.
  case sum
  /// The sum divided by the number of examples, the size of the first dimension.
  case batchMean
  /// Each loss by itself.
  case none

  /// What `losses` become.
  func callAsFunction(_ losses: Tensor) -> Tensor {
    switch self {
    case .mean: losses.mean()
    case .sum: losses.sum()
    case .batchMean: losses.sum() / divisor(for: losses.shape)
    case .none: losses
    }
  }

  /// What the sum of losses of shape `shape` is divided by.
  func divisor(for shape: Shape) -> Double {
    switch self {
    case .mean: Double(shape.elementCount)
    case .batchMean: Double(shape.first ?? 1)
    case .sum, .none: 1
    }
  }
}
