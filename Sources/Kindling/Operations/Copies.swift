extension Tensor {
  /// A copy with its own memory, still part of the graph. `torch.clone`.
  ///
  /// Its elements have the same order in memory as this tensor's, without gaps.
  public func clone() -> Tensor {
    laidOutCopy(of: self, to: dtype).recording("CloneBackward0", self) { $1 }
  }

  /// The tensor itself if its elements are in row-major order without gaps, else a contiguous copy.
  /// `torch.Tensor.contiguous`.
  public func contiguous() -> Tensor {
    isContiguous ? self : copyKernel(self).recording("CloneBackward0", self) { $1 }
  }

  /// A tensor with the same memory, detached from the graph. `torch.Tensor.detach`.
  public func detach() -> Tensor { untracked() }

  /// The tensor on `device`, or the tensor itself if it is already there. `torch.Tensor.to`.
  ///
  /// Derivative: the gradient, moved back. Traps with `to(.cuda(0)): no CUDA driver found on this
  /// machine (libcuda.so.1); tensors stay on .cpu` if it cannot be moved there; check
  /// ``Device/isAvailable`` beforehand.
  @_disfavoredOverload
  public func to(_ device: Device) -> Tensor {
    let before = self.device
    if before == device { return self }
    if let obstacle = device.obstacle {
      fail("to(\(device))", "\(obstacle); tensors stay on \(before)")
    }
    let home = device.home("to(\(device))")
    // One device can have two names.
    if home === self.home { return self }
    return moved(to: home).recording("ToCopyBackward0", self) { $1.to(before) }
  }
}
