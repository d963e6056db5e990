extension Tensor {
  /// Overwrites this tensor with the result of an operation between it and `other`.
  ///
  /// While nothing is recorded `direct` writes the result straight into this tensor's memory. Else
  /// `recorded` computes and records it, and this tensor takes over the values and the record.
  func changeInPlace(
    _ operation: String, _ other: Tensor,
    _ recorded: (Tensor, Tensor) -> Tensor, direct: (Tensor, Tensor) -> Tensor
  ) {
    let result = Shape.broadcast(shape, other.shape, operation)
    check(
      result == shape, operation,
      "the result has shape \(result) and does not fit in place into \(shape)")
    let kind = DType.promote(dtype, promotedDType(self, other))
    check(
      dtype.isFloatingPoint || !kind.isFloatingPoint, operation,
      "a result of dtype \(kind) does not fit in place into a tensor of dtype \(dtype)")
    if gradientsEnabled && (node != nil || other.node != nil) {
      checkRecordedChange(operation)
      // The operand is a stand-in: the record would otherwise hold this tensor, and this tensor it.
      let before = alias()
      before.node = node
      let after = recorded(before, other)
      copyKernel(after, into: self)
      node = after.node
    } else {
      // An operand that overlaps this tensor in another layout would be read after it was written.
      let overlaps =
        other.storage === storage && !(other.offset == offset && other.strides == strides)
      _ = direct(self, overlaps ? copyKernel(other) : other)
    }
    storage.noteChange()
  }

  /// Traps unless an in-place change can be recorded.
  func checkRecordedChange(_ operation: String) {
    check(
      !(isLeaf && requiresGrad), operation,
      "a leaf that requires a gradient cannot be changed in place while operations are recorded; "
        + "wrap the change in withoutGradients { }")
    check(
      !isView, operation,
      "a view cannot be changed in place while operations are recorded; change the tensor it was "
        + "made from, or wrap the change in withoutGradients { }")
  }

  /// Overwrites every element with `value`. `torch.Tensor.fill_`.
  public func fill(_ value: some ScalarValue) {
    if gradientsEnabled && node != nil {
      checkRecordedChange("fill")
      node = nil
    }
    fillKernel(self, value.scalar)
    storage.noteChange()
  }

  /// Overwrites this tensor's elements with those of `source`, converted and broadcast.
  /// `torch.Tensor.copy_`.
  public func copy(from source: Tensor) {
    let result = Shape.broadcast(shape, source.shape, "copy")
    check(
      result == shape, "copy", "a tensor of shape \(source.shape) does not fit into \(shape)")
    if gradientsEnabled && (node != nil || source.node != nil) {
      checkRecordedChange("copy")
      node = source.to(dtype).expand(shape).node
    }
    copyKernel(source.sharesStorage(with: self) ? copyKernel(source) : source, into: self)
    storage.noteChange()
  }
}
