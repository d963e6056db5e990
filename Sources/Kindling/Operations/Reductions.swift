/// Sums and means. Along an empty dimension a sum is 0 and a mean NaN. Sums of integers and bools
/// are int64.
extension Tensor {
  /// The sum of all elements, of rank 0. Derivative: 1 for each element. `torch.sum`.
  public func sum() -> Tensor { sum(over: [], keepDim: false, "SumBackward0") }

  /// The sum of all elements, converted to `dtype` first. `torch.sum(dtype=)`.
  ///
  /// ```swift
  /// Tensor.ones(70_000, dtype: .float16).sum(dtype: .float32)  // tensor(70000.)
  /// ```
  public func sum(dtype: DType) -> Tensor { converted(to: dtype) { $0.sum() } }

  /// The sum along `dim` of the elements converted to `dtype`. `torch.sum(dim=, dtype=)`.
  public func sum(dim: Int, keepDim: Bool = false, dtype: DType) -> Tensor {
    converted(to: dtype) { $0.sum(dim: dim, keepDim: keepDim) }
  }

  /// The sum along several dimensions of the elements converted to `dtype`.
  /// `torch.sum(dim=, dtype=)`.
  public func sum(dims: [Int], keepDim: Bool = false, dtype: DType) -> Tensor {
    converted(to: dtype) { $0.sum(dims: dims, keepDim: keepDim) }
  }

  /// The mean of all elements, converted to `dtype` first. `torch.mean(dtype=)`.
  public func mean(dtype: DType) -> Tensor { to(dtype).mean() }

  /// The mean along `dim` of the elements converted to `dtype`. `torch.mean(dim=, dtype=)`.
  public func mean(dim: Int, keepDim: Bool = false, dtype: DType) -> Tensor {
    to(dtype).mean(dim: dim, keepDim: keepDim)
  }

  /// A sum in `dtype`, even if integers would give int64: their sums wrap around in the same way.
  private func converted(to dtype: DType, _ sum: (Tensor) -> Tensor) -> Tensor {
    sum(to(dtype)).to(dtype)
  }

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
    floating("mean").sum(over: [], keepDim: false, "MeanBackward0", isMean: true)
  }

  /// The mean along `dim`, which is removed unless `keepDim`. `torch.mean(dim=)`.
  public func mean(dim: Int, keepDim: Bool = false) -> Tensor {
    floating("mean").sum(over: [dim], keepDim: keepDim, "MeanBackward1", isMean: true)
  }

  /// The mean along several dimensions. `torch.mean(dim=)`.
  public func mean(dims: [Int], keepDim: Bool = false) -> Tensor {
    floating("mean").sum(over: dims, keepDim: keepDim, "MeanBackward1", isMean: true)
  }

  /// Sums over the repetitions that broadcasting from `target` to this tensor's shape made.
  func sum(to target: Shape, for node: @autoclosure () -> String) -> Tensor {
    let lead = rank - target.count
    check(
      lead >= 0 && (try? Shape.broadcast(target, shape)) == shape, node(),
      "a derivative gave a gradient of shape \(shape) for a tensor of shape \(target)")
    if !gradientsEnabled && dtype != .float16 && isContiguous && shape.ends(with: target) {
      return sumKernel(self, ofBlocks: target)
    }
    var repeated = DimSet()
    for dim in shape.indices {
      repeated[dim] = dim < lead || (target[dim - lead] == 1 && shape[dim] != 1)
    }
    return summed(ReducedDims(repeated, of: shape), keepDim: true, "SumBackward1").view(target)
  }

  private func sum(over dims: [Int], keepDim: Bool, _ name: String, isMean: Bool = false) -> Tensor
  {
    let dims = ReducedDims(dims, of: shape, isMean ? "mean" : "sum")
    return summed(dims, keepDim: keepDim, name, isMean: isMean)
  }

  private func summed(
    _ dims: ReducedDims, keepDim: Bool, _ name: String, isMean: Bool = false
  ) -> Tensor {
    // Half precision is summed and divided in single: its own sums soon overflow or lose small
    // terms.
    let sum = wideSumKernel(self, dims, keepDim: keepDim)
    if isMean {
      let count = Tensor(.double(Double(dims.count)), beside: sum)
      _ = binaryFloatKernel(Divide.self, name, sum, count, into: sum)
    }
    let before = shape
    return cast(sum, to: dtype.isFloatingPoint ? dtype : sum.dtype).recording(name, self) {
      let share = isMean ? $1 / Double(dims.count) : $1
      return share.spread(over: dims, of: before, keepDim: keepDim)
    }
  }

  /// Each element repeated over the elements it was reduced from: the derivative of a sum.
  private func spread(over dims: ReducedDims, of whole: Shape, keepDim: Bool) -> Tensor {
    alias(shape: whole, strides: dims.spreading(self, keepDim: keepDim))
      .recording("ExpandBackward0", self) { $1.summed(dims, keepDim: keepDim, "SumBackward1") }
  }

  /// Traps unless the dtype is floating point.
  func floating(_ operation: String) -> Tensor {
    check(
      dtype.isFloatingPoint, operation,
      "needs a floating-point tensor, this one is \(dtype); convert it with to(.float32)")
    return self
  }
}
