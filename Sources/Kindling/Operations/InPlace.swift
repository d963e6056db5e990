extension Tensor {
  /// Overwrites this tensor with the result of an operation between it and `other`.
  ///
  /// If nothing is recorded, `direct` writes the result directly into this tensor's memory.
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
    // An operand overlapping this tensor in another layout would be read after being overwritten.
    let overlaps =
      other.storage === storage && !(other.offset == offset && other.strides == strides)
    _ = direct(self, overlaps ? copyKernel(other) : other)
    storage.noteChange()
  }

  /// Combines the elements with one number if nothing has to be recorded or checked; otherwise does
  /// nothing and returns false.
  func changePlainly<F: BinaryFunction>(_ function: F.Type, _ number: Scalar) -> Bool {
    if gradientsEnabled && isRecorded { return false }
    guard scalarKernel(function, self, number, inPlace: true) != nil else { return false }
    storage.noteChange()
    return true
  }

  /// Overwrites this tensor's elements and autograd history with those of `operation`'s result.
  ///
  /// The in-place form of any operation: `x.update { $0.clamp(min: 0) }` is `x.clamp_(min=0)` in
  /// PyTorch. Changing a view changes the tensor it was made from. Returns the tensor.
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

  /// Whether changing this tensor by `source` is recorded.
  func records(a source: Tensor) -> Bool {
    gradientsEnabled && dtype.isFloatingPoint && (isRecorded || source.node != nil)
  }

  /// Overwrites this tensor with `recorded`'s result, recording the change if necessary.
  func overwrite(_ operation: String, _ recorded: (Tensor) -> Tensor) {
    // The operand is a copy, so that a derivative that needs its elements finds them unchanged.
    let before = gradientsEnabled ? copyKernel(self) : untracked()
    before.node = node
    let after = recorded(before)
    check(
      after.shape == shape, operation,
      "a result of shape \(after.shape) does not fit in place into \(shape)")
    checkKind(after.dtype, operation)
    write(after, operation) {
      // A leaf's own node accumulates its gradient: a copy of the leaf needs another node.
      after.node is AccumulateGradient
        ? after.clone().to(self.dtype).node : after.to(self.dtype).node
    }
  }

  /// Writes the elements of `source`, which has this shape or broadcasts to it. `record` returns
  /// the node that computed them, if a gradient flows.
  private func write(_ source: Tensor, _ operation: String, record: () -> Node?) {
    checkOwnMemory(operation)
    let isRecorded = records(a: source)
    if isRecorded { checkRecordedChange(operation) }
    copyKernel(source.sharesStorage(with: self) ? copyKernel(source) : source, into: self)
    storage.noteChange()
    guard isRecorded else { return }
    rebase(onto: record())
  }

  /// Writes the elements of `source`, recorded as an operation whose result does not depend on this
  /// tensor's previous elements.
  private func replace(with source: Tensor, _ operation: String, _ name: String) {
    let before = untracked()
    before.node = node
    write(source, operation) {
      untracked().recording(name, [before, source]) { node, gradient in
        [node.wants(0) ? Tensor.zeros(like: gradient) : nil, node.wants(1) ? gradient : nil]
      }.node
    }
  }

  /// Overwrites every element with `value` and returns the tensor. `torch.Tensor.fill_`.
  ///
  /// Traps with `fill: 300 does not fit in uint8`.
  @discardableResult
  public func fill(_ value: some ScalarValue) -> Tensor {
    replace(
      with: scalarTensor(value.scalar.fitting(dtype, "fill"), dtype), "fill", "FillBackward2")
    return self
  }

  /// Overwrites every element with 0 and returns the tensor. `torch.Tensor.zero_`.
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

  /// Traps if elements of this tensor share memory.
  func checkOwnMemory(_ operation: String) {
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
