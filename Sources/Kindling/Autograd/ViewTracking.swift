extension Tensor {
  /// The node that this tensor holds; read ``node`` instead, which notices a change of the base.
  @inline(__always)
  private var recordedNode: Node? {
    get { unsafeBitCast(record, to: Node?.self) }
    set { record = newValue }
  }

  /// The node that produced this tensor or accumulates its gradient; nil if it requires no
  /// gradient.
  ///
  /// The record of a view is rebuilt from its base after an in-place change, which may have been
  /// made through the base or another view.
  @inline(__always)
  var node: Node? {
    get { base == nil ? recordedNode : viewNode() }
    set {
      recordedNode = newValue
      if base != nil { recordedVersion = storage.header.version }
    }
  }

  @inline(never)
  private func viewNode() -> Node? {
    guard let base, storage.header.version != recordedVersion else { return recordedNode }
    // A view that was made a leaf stays one.
    if recordedNode?.asLeaf != nil { return recordedNode }
    guard let baseNode = base.recordedNode, dtype.isFloatingPoint else {
      node = nil
      return nil
    }
    check(
      !isOneOfSeveral, "unbind",
      "a part that unbind, split or chunk gave cannot be used after its tensor was changed in place; "
        + "take it again")
    let region = ViewRegion(of: self, in: base)
    let renewed = UnaryNode("AsStridedBackward0", baseNode, nil, result: self) {
      region.spread($1)
    }
    node = renewed
    return renewed
  }

  /// Whether an in-place change must be recorded, because a gradient flows through what it
  /// overwrites.
  var isRecorded: Bool { node != nil || base?.node != nil }

  /// Sets `record` as the record of this tensor's new elements and, for a view, of that part of its
  /// base.
  ///
  /// Call this after writing the elements and calling ``Storage/noteChange()``, so that views,
  /// including this one, rebuild their record from the base.
  func rebase(onto record: Node?) {
    guard let base else {
      node = record
      return
    }
    let (before, region) = (base.recordedNode, ViewRegion(of: self, in: base))
    base.recordedNode = VariadicNode("CopySlices", [before, record], [], result: base) {
      [$0.wants(0) ? region.cleared($1) : nil, $0.wants(1) ? region.read($1) : nil]
    }
  }
}

/// The position of a view's elements within its base.
struct ViewRegion {
  private let wholeShape: Shape, wholeStrides: Shape
  private let offset: Int, shape: Shape, strides: Shape

  init(of view: Tensor, in base: Tensor) {
    wholeShape = base.shape
    wholeStrides = base.strides
    offset = view.offset - base.offset
    shape = view.shape
    strides = view.strides
  }

  /// Returns the region's elements of a tensor with the base's shape.
  func read(_ whole: Tensor) -> Tensor {
    copyKernel(part(of: laidOut(whole))).recording("AsStridedBackward0", whole) { spread($1) }
  }

  /// Returns zeros of the base's shape with `share` added in the region.
  func spread(_ share: Tensor) -> Tensor {
    let whole = empty(like: share)
    fillKernel(whole, .int(0))
    let target = part(of: whole)
    // Added, not copied, so that positions a view repeats get every share.
    _ = binaryKernel(Add.self, "add", target, share, into: target)
    return whole.recording("AsStridedScatterBackward0", share) { read($1) }
  }

  /// Returns a copy of a tensor with the base's shape, with zeros in the region.
  func cleared(_ whole: Tensor) -> Tensor {
    let result = empty(like: whole)
    copyKernel(whole, into: result)
    fillKernel(part(of: result), .int(0))
    return result.recording("AsStridedScatterBackward0", whole) { cleared($1) }
  }

  /// Returns an uninitialized tensor with the base's shape and memory layout.
  private func empty(like other: Tensor) -> Tensor {
    var extent = 1
    for dim in wholeShape.indices {
      extent += Swift.max(wholeShape[dim] - 1, 0) * wholeStrides[dim]
    }
    let memory = Tensor(uninitialized: [extent], other.dtype, on: other.home)
    return Tensor(
      storage: memory.storage, shape: wholeShape, strides: wholeStrides, dtype: other.dtype)
  }

  private func laidOut(_ whole: Tensor) -> Tensor {
    if whole.strides == wholeStrides { return whole }
    let result = empty(like: whole)
    copyKernel(whole, into: result)
    return result
  }

  private func part(of whole: Tensor) -> Tensor {
    Tensor(
      storage: whole.storage, offset: whole.offset + offset, shape: shape, strides: strides,
      dtype: whole.dtype)
  }
}
