extension Tensor {
  /// The elements converted to `dtype`; the tensor itself if it has it already. `torch.Tensor.to`.
  ///
  /// Floating point to integer truncates towards zero, integers wrap around.
  public func to(_ dtype: DType) -> Tensor {
    if self.dtype == dtype { return self }
    let before = self.dtype
    return laidOutCopy(of: self, to: dtype).recording("ToCopyBackward0", self) { $1.to(before) }
  }

  /// Half precision as single, whose range and digits steps in between need.
  @inline(__always)
  var wide: Tensor { dtype == .float16 ? to(.float32) : self }

  /// A copy with memory of its own, still part of the graph. `torch.clone`.
  ///
  /// Its elements lie in memory in the order in which this tensor's do, without gaps.
  public func clone() -> Tensor {
    laidOutCopy(of: self, to: dtype).recording("CloneBackward0", self) { $1 }
  }

  /// The tensor itself if its elements lie row by row, else a copy of which that holds.
  /// `torch.Tensor.contiguous`.
  public func contiguous() -> Tensor {
    isContiguous ? self : copyKernel(self).recording("CloneBackward0", self) { $1 }
  }

  /// The same memory, cut off from the graph. `torch.Tensor.detach`.
  public func detach() -> Tensor { untracked() }
}
