/// How the losses of a batch become one.
public enum Reduction: Sendable {
  /// The mean over all losses: PyTorch's default.
  case mean
  /// The sum of all losses.
  case sum
  /// Each loss by itself.
  case none

  /// What `losses` become.
  func callAsFunction(_ losses: Tensor) -> Tensor {
    switch self {
    case .mean: losses.mean()
    case .sum: losses.sum()
    case .none: losses
    }
  }

  /// What the sum of losses of shape `shape` is divided by.
  func divisor(for shape: Shape) -> Double {
    switch self {
    case .mean: Double(shape.elementCount)
    case .sum, .none: 1
    }
  }
}
