/// Makes one dimension of several: by default all but the first, which counts the examples.
/// `torch.nn.Flatten`.
///
/// ```swift
/// Flatten()(Tensor.zeros(8, 3, 4)).shape  // [8, 12]
/// ```
public final class Flatten: Module {
  /// The first and the last dimension that are merged; negative ones count from the end.
  public let start: Int, end: Int

  /// Merges the dimensions from `start` to `end`, both included.
  public init(start: Int = 1, end: Int = -1) {
    self.start = start
    self.end = end
  }

  /// Traps with `Flatten: dims 2 to 1 of shape [2, 3, 4] are in the wrong order`.
  public override func forward(_ input: Tensor) -> Tensor {
    let shape = input.shape
    let (first, last) = (shape.dimension(start, "Flatten"), shape.dimension(end, "Flatten"))
    check(
      first <= last, "Flatten", "dims \(first) to \(last) of shape \(shape) are in the wrong order")
    if shape.isEmpty { return input.reshape(1) }
    let merged = shape[first...last].reduce(1, *)
    return input.reshape(Shape(shape[..<first] + [merged] + shape[(last + 1)...]))
  }

  public override var argumentDescription: String { "start_dim=\(start), end_dim=\(end)" }
}
