/// How the losses of a batch are reduced.
public enum Reduction: Sendable {
  /// The mean over all losses: PyTorch's default.
  case mean
  /// The sum of all losses.
  case sum
  /// Each loss, unreduced.
  case none

  /// Reduces `losses`.
  func callAsFunction(_ losses: Tensor) -> Tensor {
    switch self {
    case .mean: losses.mean()
    case .sum: losses.sum()
    case .none: losses
    }
  }

  /// The divisor of the sum of losses of shape `shape`.
  func divisor(for shape: Shape) -> Double {
    switch self {
    case .mean: Double(shape.elementCount)
    case .sum, .none: 1
    }
  }
}
