/// ``Tensor/flatten(start:end:)`` as a module: by default merges all dimensions but the first, the
/// batch dimension. `torch.nn.Flatten`.
///
/// ```swift
/// Flatten()(Tensor.zeros(8, 3, 4)).shape  // [8, 12]
/// ```
public final class Flatten: Module {
  /// The first and last dimensions to merge; negative values count from the end.
  public let start: Int, end: Int

  /// Merges the dimensions from `start` to `end`, inclusive.
  public init(start: Int = 1, end: Int = -1) {
    self.start = start
    self.end = end
  }

  public override func forward(_ input: Tensor) -> Tensor {
    input.flatten(start: start, end: end)
  }

  public override var argumentDescription: String { "start_dim=\(start), end_dim=\(end)" }
}
