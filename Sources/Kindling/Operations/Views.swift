/// The same elements seen through another shape. Nothing is copied: a change in place shows in the
/// view and in the tensor it was made from.
extension Tensor {
  /// Swaps two dimensions. `torch.transpose`.
  public func transpose(_ first: Int, _ second: Int) -> Tensor {
    let (a, b) = (shape.dimension(first, "transpose"), shape.dimension(second, "transpose"))
    if rank == 0 { return view(shape) }
    var (sizes, steps) = (shape, strides)
    sizes.swapAt(a, b)
    steps.swapAt(a, b)
    return alias(shape: sizes, strides: steps)
      .recording("TransposeBackward0", self) { $1.transpose(a, b) }
  }

  /// The transpose of a matrix: rows become columns. `torch.t`.
  ///
  /// Traps with `t(): a tensor of shape [2, 3, 4] is not a matrix` above rank 2; a vector is returned
  /// as it is.
  public func t() -> Tensor {
    check(rank <= 2, "t()", "a tensor of shape \(shape) is not a matrix")
    if rank < 2 { return view(shape) }
    return alias(shape: [shape[1], shape[0]], strides: [strides[1], strides[0]])
      .recording("TBackward0", self) { $1.t() }
  }

  /// Reorders the dimensions: dimension i of the result is dimension `dims[i]`. `torch.permute`.
  public func permute(_ dims: Int...) -> Tensor {
    let order = dims.map { shape.dimension($0, "permute") }
    check(
      order.sorted() == Array(0..<rank), "permute",
      "\(dims) does not name each dimension of shape \(shape) once")
    let inverse = (0..<rank).map { order.firstIndex(of: $0)! }
    return permuted(order, inverse)
  }

  private func permuted(_ order: [Int], _ inverse: [Int]) -> Tensor {
    alias(shape: Shape(order.map { shape[$0] }), strides: Shape(order.map { strides[$0] }))
      .recording("PermuteBackward0", self) { $1.permuted(inverse, order) }
  }

  /// The same elements in another shape. One size may be -1 and is worked out. `torch.view`.
  ///
  /// Traps with `view: 24 elements do not fit [5, -1]: 24 is not a multiple of 5`, and when the
  /// elements do not lie in memory so that the shape can be seen without copying (use
  /// ``reshape(_:)-(Shape)``).
  public func view(_ shape: Shape) -> Tensor {
    let target = resolved(shape, "view")
    guard let strides = strides(viewedAs: target) else {
      fail(
        "view",
        "a tensor of shape \(self.shape) and strides \(self.strides) cannot be seen as \(target) "
          + "without copying; use reshape")
    }
    return viewed(target, strides, "ViewBackward0")
  }

  /// The same elements in another shape. `torch.view`.
  public func view(_ sizes: Int...) -> Tensor { view(Shape(sizes)) }

  /// As ``view(_:)-(Shape)`` where that is possible, else a copy. `torch.reshape`.
  public func reshape(_ shape: Shape) -> Tensor {
    let target = resolved(shape, "reshape")
    guard let strides = strides(viewedAs: target) else {
      return contiguous().viewed(target, target.contiguousStrides, "UnsafeViewBackward0")
    }
    return viewed(target, strides, "ViewBackward0")
  }

  /// As ``view(_:)-(Int...)`` where that is possible, else a copy. `torch.reshape`.
  public func reshape(_ sizes: Int...) -> Tensor { reshape(Shape(sizes)) }

  /// All elements in one dimension. `torch.flatten`.
  public func flatten() -> Tensor { reshape(elementCount) }

  private func viewed(_ target: Shape, _ strides: Shape, _ name: String) -> Tensor {
    let before = shape
    return alias(shape: target, strides: strides).recording(name, self) { $1.reshape(before) }
  }

  /// Adds a dimension of size 1 at `dim`. `torch.unsqueeze`.
  public func unsqueeze(_ dim: Int) -> Tensor {
    check(
      dim >= -rank - 1 && dim <= rank, "unsqueeze",
      "dim \(dim) is outside \(-rank - 1)...\(rank) for shape \(shape)")
    let at = dim < 0 ? dim + rank + 1 : dim
    return alias(shape: shape.inserting(1, at: at), strides: strides.inserting(1, at: at))
      .recording("UnsqueezeBackward0", self) { $1.squeeze(at) }
  }

  /// Removes dimension `dim` if its size is 1. `torch.squeeze`.
  public func squeeze(_ dim: Int) -> Tensor {
    let at = shape.dimension(dim, "squeeze")
    if rank == 0 || shape[at] != 1 { return view(shape) }
    return alias(shape: shape.removing(at), strides: strides.removing(at))
      .recording("SqueezeBackward1", self) { $1.unsqueeze(at) }
  }

  /// Removes every dimension of size 1. `torch.squeeze`.
  public func squeeze() -> Tensor { reshape(Shape(shape.filter { $0 != 1 })) }

  /// Repeats dimensions of size 1, and adds leading ones, up to `shape`, without copying.
  /// `torch.expand`.
  public func expand(_ shape: Shape) -> Tensor {
    var target = shape
    for dim in target.indices where target[dim] == -1 {
      let own = dim - (target.count - rank)
      check(own >= 0, "expand", "a new dimension cannot be -1 in \(shape)")
      target[dim] = self.shape[own]
    }
    check(
      Shape.broadcast(self.shape, target, "expand") == target, "expand",
      "a tensor of shape \(self.shape) cannot be repeated into \(shape)")
    return alias(shape: target, strides: self.shape.broadcastStrides(strides, to: target))
      .recording("ExpandBackward0", self) { $1 }
  }

  /// Repeats dimensions of size 1 up to the given sizes. `torch.expand`.
  public func expand(_ sizes: Int...) -> Tensor { expand(Shape(sizes)) }

  /// One slice along `dim`, without that dimension. `torch.select`.
  ///
  /// Negative indices count from the end. Traps with `select: index 3 is outside 0..<3 in dim 0 of
  /// shape [3, 4]`.
  public func select(_ dim: Int, _ index: Int) -> Tensor {
    let at = shape.dimension(dim, "select")
    check(rank > 0, "select", "a tensor of rank 0 has no dimension to select from")
    let size = shape[at]
    check(
      index >= -size && index < size, "select",
      "index \(index) is outside 0..<\(size) in dim \(at) of shape \(shape)")
    let position = index < 0 ? index + size : index
    let before = shape
    return alias(
      offset: offset + position * strides[at], shape: shape.removing(at),
      strides: strides.removing(at)
    ).recording("SelectBackward0", self) {
      $1.unsqueeze(at).padded(before, dim: at, start: position)
    }
  }

  /// `length` slices along `dim`, from `start`. `torch.narrow`.
  public func narrow(_ dim: Int, start: Int, length: Int) -> Tensor {
    let at = shape.dimension(dim, "narrow")
    check(rank > 0, "narrow", "a tensor of rank 0 has no dimension to narrow")
    check(
      start >= 0 && length >= 0 && start + length <= shape[at], "narrow",
      "\(start)..<\(start + length) is outside 0..<\(shape[at]) in dim \(at) of shape \(shape)")
    let before = shape
    return alias(
      offset: offset + start * strides[at], shape: shape.replacing(at, with: length),
      strides: strides
    ).recording("SliceBackward0", self) { $1.padded(before, dim: at, start: start) }
  }

  /// Zeros of shape `target` with this tensor put in from `start` along `dim`: what undoes a narrow.
  func padded(_ target: Shape, dim: Int, start: Int) -> Tensor {
    let length = shape[dim]
    let result = Tensor.zeros(target, dtype: dtype)
    copyKernel(
      self,
      into: result.alias(
        offset: start * result.strides[dim], shape: target.replacing(dim, with: length)))
    return result.recording("SliceBackward0", self) {
      $1.narrow(dim, start: start, length: length)
    }
  }
}
