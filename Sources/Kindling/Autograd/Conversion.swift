/// Conversion to another dtype is here rather than with the other operations, because nodes convert
/// what they have saved: see `OperationNodes.swift`.
extension Tensor {
  /// The tensor converted to `dtype`, or the tensor itself if it already has that dtype.
  /// `torch.Tensor.to`.
  ///
  /// Conversion from floating point to integer truncates towards zero; integers wrap around.
  public func to(_ dtype: DType) -> Tensor {
    if self.dtype == dtype { return self }
    let before = self.dtype
    return laidOutCopy(of: self, to: dtype).recording("ToCopyBackward0", self) { $1.to(before) }
  }

  /// The tensor with half precision widened to single, for intermediate steps that need its range
  /// and precision.
  @inline(__always)
  var wide: Tensor { dtype == dtype.wide ? self : to(dtype.wide) }
}
