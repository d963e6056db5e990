extension Tensor {
  /// The cumulative sum of the elements along `dim`. `torch.cumsum`.
  ///
  /// Derivative: the sum of the gradients from each element on. Integers and bools give int64.
  ///
  /// ```swift
  /// Tensor([1, 2, 3]).cumsum(dim: 0)  // tensor([1, 3, 6])
  /// ```
  public func cumsum(dim: Int) -> Tensor {
    let at = shape.dimension(dim, "cumsum")
    let kind = dtype.isFloatingPoint ? dtype.wide : .int64
    let sums = runningSumKernel(cast(self, to: kind), dim: at)
    return (dtype == .float16 ? cast(sums, to: dtype) : sums)
      .recording("CumsumBackward0", self) { $1.flip(at).cumsum(dim: at).flip(at) }
  }
}
