/// The same elements viewed in another shape. Nothing is copied: a change in place is visible in
/// both the view and the tensor it was made from.
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
  /// Traps with `t(): a tensor of shape [2, 3, 4] is not a matrix` above rank 2; a vector is
  /// returned unchanged.
  public func t() -> Tensor {
    check(rank <= 2, "t()", "a tensor of shape \(shape) is not a matrix")
    if rank < 2 { return view(shape) }
    return alias(
      shape: Shape(shape.sizes[1], shape.sizes[0]),
      strides: Shape(strides.sizes[1], strides.sizes[0])
    ).recording("TBackward0", self) { $1.t() }
  }

  /// Reorders the dimensions: dimension i of the result is dimension `dims[i]`. `torch.permute`.
  public func permute(_ dims: Int...) -> Tensor { permute(dims) }

  /// Reorders the dimensions: dimension i of the result is dimension `dims[i]`. `torch.permute`.
  public func permute(_ dims: [Int]) -> Tensor {
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

  /// The same elements in another shape. One size may be -1, in which case it is inferred.
  /// `torch.view`.
  ///
  /// Traps with `view: 24 elements do not fit [5, -1]: 24 is not a multiple of 5`, and if the
  /// memory layout does not allow that shape without copying (use ``reshape(_:)-(Shape)``).
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

  /// Like ``view(_:)-(Shape)`` if possible, else a copy. `torch.reshape`.
  ///
  /// - Complexity: O(1) for a view, which a contiguous tensor always gives; else O(n) for n
  ///   elements.
  public func reshape(_ shape: Shape) -> Tensor {
    let target = resolved(shape, "reshape")
    guard let strides = strides(viewedAs: target) else {
      return contiguous().viewed(target, target.contiguousStrides, "UnsafeViewBackward0")
    }
    return viewed(target, strides, "ViewBackward0")
  }

  /// Like ``view(_:)-(Int...)`` if possible, else a copy. `torch.reshape`.
  public func reshape(_ sizes: Int...) -> Tensor { reshape(Shape(sizes)) }

  /// Merges the dimensions `start` through `end` into one; all of them by default. `torch.flatten`.
  ///
  /// Traps with `flatten: dim 2 comes after dim 1` if they are in the wrong order.
  public func flatten(start: Int = 0, end: Int = -1) -> Tensor {
    let (first, last) = (shape.dimension(start, "flatten"), shape.dimension(end, "flatten"))
    check(first <= last, "flatten", "dim \(start) comes after dim \(end)")
    if rank == 0 { return reshape(1) }
    let size = Shape(shape[first...last]).elementCount
    return reshape(Shape(shape[..<first] + [size] + shape[(last + 1)...]))
  }

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
    return squeezed("SqueezeBackward1") { $0 == at }
  }

  /// Removes those dimensions in `dims` that have size 1. `torch.squeeze(dim=)`.
  public func squeeze(dims: [Int]) -> Tensor {
    let named = Set(dims.map { shape.dimension($0, "squeeze") })
    return squeezed("SqueezeBackward2") { named.contains($0) }
  }

  /// Removes every dimension of size 1. `torch.squeeze`.
  public func squeeze() -> Tensor { squeezed("SqueezeBackward0") { _ in true } }

  private func squeezed(_ name: String, _ isNamed: (Int) -> Bool) -> Tensor {
    let (left, before) = (shape.indices.filter { shape[$0] != 1 || !isNamed($0) }, shape)
    return alias(shape: Shape(left.map { shape[$0] }), strides: Shape(left.map { strides[$0] }))
      .recording(name, self) { $1.reshape(before) }
  }

  /// Repeats dimensions of size 1 and adds leading dimensions, up to `shape`, without copying.
  /// `torch.expand`.
  public func expand(_ shape: Shape) -> Tensor {
    var target = shape
    for dim in target.indices where target[dim] == -1 {
      let own = dim - (target.count - rank)
      check(own >= 0, "expand", "a new dimension cannot be -1 in \(shape)")
      target[dim] = self.shape[own]
    }
    check(
      Shape.broadcast(self.shape, Tensor.checked(target, "expand"), "expand") == target, "expand",
      "a tensor of shape \(self.shape) cannot be repeated into \(shape)")
    return alias(shape: target, strides: self.shape.broadcastStrides(strides, to: target))
      .recording("ExpandBackward0", self) { $1 }
  }

  /// Repeats dimensions of size 1 up to the given sizes. `torch.expand`.
  public func expand(_ sizes: Int...) -> Tensor { expand(Shape(sizes)) }

  /// Moves a dimension to another position; the others keep their order. `torch.movedim`.
  public func movedim(_ source: Int, _ destination: Int) -> Tensor {
    movedim([source], [destination])
  }

  /// Moves dimensions to other positions; the others keep their order. `torch.movedim`.
  ///
  /// Traps with `movedim: [0, 1] to [2] are not as many`, and if a dimension is given twice.
  public func movedim(_ sources: [Int], _ destinations: [Int]) -> Tensor {
    check(
      sources.count == destinations.count, "movedim",
      "\(sources) to \(destinations) are not as many")
    let from = sources.map { shape.dimension($0, "movedim") }
    let to = destinations.map { shape.dimension($0, "movedim") }
    check(
      Set(from).count == from.count && Set(to).count == to.count, "movedim",
      "\(sources) to \(destinations) name a dim twice")
    if rank == 0 { return permute([]) }
    var others = shape.indices.filter { !from.contains($0) }.makeIterator()
    return permute(
      shape.indices.map { place in
        to.firstIndex(of: place).map { from[$0] } ?? others.next()!
      })
  }

  /// The elements [i, i + offset] of each matrix in the dimensions `first` and `second`, as the
  /// last dimension. `torch.diagonal`.
  public func diagonal(offset: Int = 0, _ first: Int = 0, _ second: Int = 1) -> Tensor {
    let (rows, columns) = (shape.dimension(first, "diagonal"), shape.dimension(second, "diagonal"))
    check(
      rank >= 2 && rows != columns, "diagonal",
      "needs two different dims, not \(first) and \(second) of shape \(shape)")
    let length = offset < 0 ? shape[rows] + offset : shape[rows]
    let size = Swift.max(Swift.min(length, shape[columns] - Swift.max(offset, 0)), 0)
    // Without elements, the offset can be any number.
    let start = size == 0 ? 0 : offset < 0 ? -offset * strides[rows] : offset * strides[columns]
    let others = shape.indices.filter { $0 != rows && $0 != columns }
    let before = shape
    return alias(
      offset: self.offset + start,
      shape: Shape(others.map { shape[$0] } + [size]),
      strides: Shape(others.map { strides[$0] } + [strides[rows] + strides[columns]])
    ).recording("DiagonalBackward0", self) {
      let whole = Tensor.zeros(before, dtype: $1.dtype, on: $1.home)
      whole.diagonal(offset: offset, rows, columns).copy(from: $1)
      return whole
    }
  }
}
