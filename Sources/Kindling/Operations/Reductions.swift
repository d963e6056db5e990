/// Sums and means. Along an empty dimension a sum is 0 and a mean NaN. Sums of integers and bools
/// are int64.
extension Tensor {
  /// The sum of all elements, of rank 0. Derivative: 1 for each element. `torch.sum`.
  public func sum() -> Tensor { sum(over: Array(0..<rank), keepDim: false, "SumBackward0") }

  /// The sum along `dim`, which is removed unless `keepDim`. `torch.sum(dim=)`.
  ///
  /// ```swift
  /// Tensor([[1.0, 2.0], [3.0, 4.0]]).sum(dim: 0)  // tensor([4., 6.])
  /// ```
  public func sum(dim: Int, keepDim: Bool = false) -> Tensor {
    sum(over: [dim], keepDim: keepDim, "SumBackward1")
  }

  /// The sum along several dimensions. `torch.sum(dim=)`.
  public func sum(dims: [Int], keepDim: Bool = false) -> Tensor {
    sum(over: dims, keepDim: keepDim, "SumBackward1")
  }

  /// The mean of all elements, of rank 0. `torch.mean`.
  public func mean() -> Tensor {
    floating("mean").sum(over: Array(0..<rank), keepDim: false, "MeanBackward0", isMean: true)
  }

  /// The mean along `dim`, which is removed unless `keepDim`. `torch.mean(dim=)`.
  public func mean(dim: Int, keepDim: Bool = false) -> Tensor {
    floating("mean").sum(over: [dim], keepDim: keepDim, "MeanBackward1", isMean: true)
  }

  /// Sums out what broadcasting from `target` to this tensor's shape repeated.
  func sum(to target: Shape) -> Tensor {
    let lead = rank - target.count
    check(
      lead >= 0 && (try? Shape.broadcast(target, shape)) == shape, "backward()",
      "a derivative gave a gradient of shape \(shape) for a tensor of shape \(target)")
    let repeated = shape.indices.filter {
      $0 < lead || (target[$0 - lead] == 1 && shape[$0] != 1)
    }
    return sum(over: repeated, keepDim: true, "SumBackward1").view(target)
  }

  private func sum(over dims: [Int], keepDim: Bool, _ name: String, isMean: Bool = false) -> Tensor
  {
    var reduced = [Bool](repeating: false, count: Swift.max(rank, 1))
    for dim in dims {
      let at = shape.dimension(dim, isMean ? "mean" : "sum")
      check(!reduced[at], isMean ? "mean" : "sum", "dim \(dim) is named twice in \(dims)")
      reduced[at] = true
    }
    let kept = sumKernel(self, reduced)
    var count = 1
    for dim in shape.indices where reduced[dim] { count *= shape[dim] }
    if isMean {
      withoutGradients { kept /= Double(count) }
    }
    let left = Shape(shape.indices.filter { !reduced[$0] }.map { shape[$0] })
    let result =
      keepDim
      ? kept
      : Tensor(
        storage: kept.storage, shape: left, strides: left.contiguousStrides, dtype: kept.dtype)
    let (keptShape, before) = (kept.shape, shape)
    return result.recording(name, self) {
      let spread = $1.view(keptShape).expand(before)
      return isMean ? spread / Double(count) : spread
    }
  }

  /// Traps unless the dtype is floating point.
  func floating(_ operation: String) -> Tensor {
    check(
      dtype.isFloatingPoint, operation,
      "needs a floating-point tensor, this one is \(dtype); convert it with to(.float32)")
    return self
  }
}

/// The largest and smallest elements. NaN counts as both.
extension Tensor {
  /// The largest element, of rank 0. Traps on a tensor without elements. `torch.max`.
  public func max() -> Tensor { extreme(largest: true) }

  /// The smallest element, of rank 0. Traps on a tensor without elements. `torch.min`.
  public func min() -> Tensor { extreme(largest: false) }

  /// The largest elements along `dim` and where they are; the first of several. `torch.max(dim=)`.
  public func max(dim: Int, keepDim: Bool = false) -> (values: Tensor, indices: Tensor) {
    extreme(dim: dim, keepDim: keepDim, largest: true)
  }

  /// The smallest elements along `dim` and where they are; the first of several. `torch.min(dim=)`.
  public func min(dim: Int, keepDim: Bool = false) -> (values: Tensor, indices: Tensor) {
    extreme(dim: dim, keepDim: keepDim, largest: false)
  }

  /// The index of the largest element along `dim`; the first of several. `torch.argmax`.
  public func argmax(dim: Int, keepDim: Bool = false) -> Tensor {
    extreme(dim: dim, keepDim: keepDim, largest: true).indices
  }

  private func extreme(largest: Bool) -> Tensor {
    let name = largest ? "max" : "min"
    check(elementCount > 0, name, "a tensor of shape \(shape) has no elements")
    return flatten().extreme(dim: 0, keepDim: false, largest: largest).values
  }

  private func extreme(
    dim: Int, keepDim: Bool, largest: Bool
  ) -> (values: Tensor, indices: Tensor) {
    let name = largest ? "max" : "min"
    let at = shape.dimension(dim, name)
    check(
      rank == 0 || shape[at] > 0, name, "dim \(dim) of shape \(shape) is empty and has no extreme")
    let indices = argExtremeKernel(detach(), dim: at, largest: largest)
    let values = rank == 0 ? clone() : gather(dim: at, indices)
    if keepDim || rank == 0 { return (values, indices) }
    return (values.squeeze(at), indices.squeeze(at))
  }
}
