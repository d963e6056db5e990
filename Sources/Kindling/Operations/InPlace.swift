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
    if records(a: other) { return overwrite(operation) { recorded($0, other) } }
    checkOwnMemory(operation)
    // An operand that overlaps this tensor in another layout would be read after it was written.
    let overlaps =
      other.storage === storage && !(other.offset == offset && other.strides == strides)
    _ = direct(self, overlaps ? copyKernel(other) : other)
    storage.noteChange()
  }

  /// Combines the elements with one number where nothing has to be recorded or checked for it;
  /// false where something has, and nothing was done.
  func changePlainly<F: BinaryFunction>(_ function: F.Type, _ number: Scalar) -> Bool {
    if gradientsEnabled && isRecorded { return false }
    guard scalarKernel(function, self, number, inPlace: true) != nil else { return false }
    storage.noteChange()
    return true
  }

  /// Overwrites this tensor's elements and record with those of what `operation` makes of it.
  ///
  /// The in-place form of any operation: `x.update { $0.clamp(min: 0) }` is `x.clamp_(min=0)` in
  /// PyTorch. A view's change reaches the tensor it was made from. Returns the tensor.
  ///
  /// Traps with `update: a result of shape [2] does not fit in place into [3]`, and for a leaf that
  /// requires a gradient outside ``withoutGradients(_:)``.
  ///
  /// ```swift
  /// let x = Tensor([-1.0, 2.0])
  /// x.update { $0.relu() }
  /// x  // tensor([0., 2.])
  /// ```
  @discardableResult
  public func update(_ operation: (Tensor) -> Tensor) -> Tensor {
    overwrite("update", operation)
    return self
  }

  /// Whether a change of this tensor by `source` is to be recorded.
  func records(a source: Tensor) -> Bool {
    gradientsEnabled && dtype.isFloatingPoint && (isRecorded || source.node != nil)
  }

  /// Overwrites this tensor with what `recorded` makes of it, recording the change if need be.
  func overwrite(_ operation: String, _ recorded: (Tensor) -> Tensor) {
    // The operand is a copy, so that a derivative which needs its elements finds them as they were.
    let before = gradientsEnabled ? copyKernel(self) : untracked()
    before.node = node
    let after = recorded(before)
    check(
      after.shape == shape, operation,
      "a result of shape \(after.shape) does not fit in place into \(shape)")
    checkKind(after.dtype, operation)
    write(after, operation) {
      // A leaf's own record gathers its gradient: what was copied from it needs another.
      after.node is AccumulateGradient
        ? after.clone().to(self.dtype).node : after.to(self.dtype).node
    }
  }

  /// Writes the elements of `source`, which has this shape or broadcasts to it. `record` tells what
  /// they were computed by, if a gradient flows.
  private func write(_ source: Tensor, _ operation: String, record: () -> Node?) {
    checkOwnMemory(operation)
    let isRecorded = records(a: source)
    if isRecorded { checkRecordedChange(operation) }
    copyKernel(source.sharesStorage(with: self) ? copyKernel(source) : source, into: self)
    storage.noteChange()
    guard isRecorded else { return }
    rebase(onto: record())
  }

  /// Writes the elements of `source`, recorded as an operation by which none of this tensor's own
  /// elements count any more.
  private func replace(with source: Tensor, _ operation: String, _ name: String) {
    let before = untracked()
    before.node = node
    write(source, operation) {
      untracked().recording(name, [before, source]) { node, gradient in
        [node.wants(0) ? Tensor.zeros(like: gradient) : nil, node.wants(1) ? gradient : nil]
      }.node
    }
  }

  /// Overwrites every element with `value`, and returns the tensor. `torch.Tensor.fill_`.
  ///
  /// Traps with `fill: 300 does not fit in uint8`.
  @discardableResult
  public func fill(_ value: some ScalarValue) -> Tensor {
    replace(
      with: scalarTensor(value.scalar.fitting(dtype, "fill"), dtype), "fill", "FillBackward2")
    return self
  }

  /// Overwrites every element with 0, and returns the tensor. `torch.Tensor.zero_`.
  @discardableResult
  public func zero() -> Tensor {
    replace(with: scalarTensor(.int(0), dtype), "zero", "ZeroBackward0")
    return self
  }

  /// Overwrites this tensor's elements with those of `source`, converted and broadcast, and returns
  /// the tensor. `torch.Tensor.copy_`.
  @discardableResult
  public func copy(from source: Tensor) -> Tensor {
    check(
      (try? Shape.broadcast(shape, source.shape)) == shape, "copy",
      "a tensor of shape \(source.shape) does not fit into \(shape)")
    replace(with: source, "copy", "CopyBackwards")
    return self
  }

  private func checkKind(_ result: DType, _ operation: String) {
    check(
      dtype.isFloatingPoint || (dtype.isInteger && !result.isFloatingPoint) || result == .bool,
      operation,
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
      !isOneOfSeveral, operation,
      "a part that unbind, split or chunk gave cannot be changed in place while operations are "
        + "recorded; change the whole tensor, or a part of it taken by an index")
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
