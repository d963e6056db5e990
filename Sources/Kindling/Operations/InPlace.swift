extension Tensor {
  /// Overwrites this tensor with the result of an operation between it and `other`.
  ///
  /// While nothing is recorded `direct` writes the result straight into this tensor's memory.
  func changeInPlace(
    _ operation: String, _ other: Tensor,
    _ recorded: (Tensor, Tensor) -> Tensor, direct: (Tensor, Tensor) -> Tensor
  ) {
    let result = Shape.broadcast(shape, other.shape, operation)
    check(
      result == shape, operation,
      "the result has shape \(result) and does not fit in place into \(shape)")
    checkKind(DType.promote(dtype, promotedDType(self, other)), operation)
    if gradientsEnabled && (isRecorded || other.node != nil) {
      return overwrite(operation) { recorded($0, other) }
    }
    checkOwnMemory(operation)
    // An operand that overlaps this tensor in another layout would be read after it was written.
    let overlaps =
      other.storage === storage && !(other.offset == offset && other.strides == strides)
    _ = direct(self, overlaps ? copyKernel(other) : other)
    storage.noteChange()
  }

  /// Overwrites this tensor's elements and record with those of what `operation` makes of it.
  ///
  /// The in-place form of any operation: `x.update { $0.clamp(min: 0) }` is `x.clamp_(min=0)` in
  /// PyTorch. A view's change reaches the tensor it was made from.
  ///
  /// Traps with `update: a result of shape [2] does not fit in place into [3]`, and for a leaf that
  /// requires a gradient outside ``withoutGradients(_:)``.
  ///
  /// ```swift
  /// let x = Tensor([-1.0, 2.0])
  /// x.update { $0.relu() }
  /// x  // tensor([0., 2.])
  /// ```
  public func update(_ operation: (Tensor) -> Tensor) { overwrite("update", operation) }

  /// Overwrites this tensor with what `recorded` makes of it, recording the change if need be.
  func overwrite(_ operation: String, _ recorded: (Tensor) -> Tensor) {
    // The operand is a copy, so that a derivative which needs its elements finds them as they were.
    let before = gradientsEnabled && isRecorded ? copyKernel(self) : untracked()
    before.node = node
    let after = recorded(before)
    check(
      after.shape == shape, operation,
      "a result of shape \(after.shape) does not fit in place into \(shape)")
    checkKind(after.dtype, operation)
    write(after, operation)
  }

  /// Writes the elements of `source`, which has this shape or broadcasts to it, and takes its record.
  private func write(_ source: Tensor, _ operation: String) {
    checkOwnMemory(operation)
    let isRecorded = gradientsEnabled && (isRecorded || source.node != nil)
    if isRecorded { checkRecordedChange(operation) }
    copyKernel(source.sharesStorage(with: self) ? copyKernel(source) : source, into: self)
    storage.noteChange()
    guard isRecorded else { return }
    let converted = source.to(dtype)
    rebase(onto: (source.shape == shape ? converted : converted.expand(shape)).node)
  }

  /// Overwrites every element with `value`. `torch.Tensor.fill_`.
  public func fill(_ value: some ScalarValue) {
    write(scalarTensor(value.scalar, dtype), "fill")
  }

  /// Overwrites every element with 0. `torch.Tensor.zero_`.
  public func zero() { fill(0) }

  /// Overwrites this tensor's elements with those of `source`, converted and broadcast.
  /// `torch.Tensor.copy_`.
  public func copy(from source: Tensor) {
    check(
      (try? Shape.broadcast(shape, source.shape)) == shape, "copy",
      "a tensor of shape \(source.shape) does not fit into \(shape)")
    write(source, "copy")
  }

  private func checkKind(_ result: DType, _ operation: String) {
    check(
      dtype.isFloatingPoint || !result.isFloatingPoint, operation,
      "a result of dtype \(result) does not fit in place into a tensor of dtype \(dtype)")
  }

  /// Traps when two elements of this tensor are one in memory.
  private func checkOwnMemory(_ operation: String) {
    for dim in shape.indices where strides[dim] == 0 && shape[dim] > 1 {
      fail(
        operation,
        "elements of this expanded tensor share their memory in dim \(dim), so they cannot be "
          + "changed in place; change a clone() instead")
    }
  }

  /// Traps unless an in-place change can be recorded.
  private func checkRecordedChange(_ operation: String) {
    check(
      node?.asLeaf == nil, operation,
      "a leaf that requires a gradient cannot be changed in place while operations are recorded; "
        + "wrap the change in withoutGradients { }")
    check(
      base?.node?.asLeaf == nil, operation,
      "a view of a leaf that requires a gradient cannot be changed in place while operations are "
        + "recorded; wrap the change in withoutGradients { }")
  }
}
