/// Positions along one or more dimensions of a tensor, given by index tensors.
struct AdvancedIndex {
  /// The indexed dimensions, in ascending order.
  let dims: [Int]
  /// The positions along each of them, in row-major order of ``shape``.
  private let positions: [[Int]]
  /// The shape that the index tensors broadcast to.
  let shape: Shape
  /// Where the dimensions of ``shape`` are in the result: in place of the indexed dimensions if
  /// these are adjacent, else first.
  let place: Int

  /// Checks the indices and resolves negative ones, which count from the end of a subscript's
  /// dimension and are an error elsewhere. Only a subscript takes masks.
  ///
  /// Traps with `subscript: index 7 is outside 0..<5 in dim 0 of shape [5, 2]`.
  init(
    _ indices: [(dim: Int, tensor: Tensor)], of whole: Shape, _ operation: String,
    isSubscript: Bool = true
  ) {
    dims = indices.map(\.dim)
    let shape = indices.reduce(Shape([])) { Shape.broadcast($0, $1.tensor.shape, operation) }
    self.shape = shape
    positions = indices.map { dim, tensor in
      // In PyTorch, uint8 is a mask in some places and positions in others.
      check(
        tensor.dtype.isInteger && tensor.dtype != .uint8, operation,
        "an index tensor must be int64\(isSubscript ? " or bool" : ""), this one is \(tensor.dtype)"
      )
      let size = whole[dim]
      return withoutGradients { tensor.expand(shape).ints() }.map {
        check(
          $0 >= (isSubscript ? -size : 0) && $0 < size, operation,
          "index \($0) is outside 0..<\(size) in dim \(dim) of shape \(whole)")
        return $0 < 0 ? $0 + size : $0
      }
    }
    let areNeighbours = dims.last! - dims.first! == dims.count - 1
    place = areNeighbours ? dims.first! : 0
  }

  /// The shape of the elements picked from a tensor of shape `whole`.
  func picked(from whole: Shape) -> Shape {
    var rest = whole.indices.filter { !dims.contains($0) }.map { whole[$0] }
    rest.insert(contentsOf: shape, at: place)
    return Shape(rest)
  }

  /// The offset of each slice from the first element.
  func offsets(_ strides: Shape) -> [Int] {
    var offsets = [Int](repeating: 0, count: shape.elementCount)
    for (dim, positions) in zip(dims, positions) {
      let step = strides[dim]
      for order in offsets.indices { offsets[order] += positions[order] * step }
    }
    return offsets
  }

  /// The shape and strides that remain without the indexed dimensions and those of the index, and
  /// the distance between slices in `picked`.
  private func slices(_ whole: Tensor, _ picked: Tensor) -> (layout: SliceLayout, step: Int) {
    let rest = whole.shape.indices.filter { !dims.contains($0) }
    let block = place..<place + shape.count
    let steps = Shape(
      picked.shape.indices.filter { !block.contains($0) }.map { picked.strides[$0] })
    return (
      (Shape(rest.map { whole.shape[$0] }), Shape(rest.map { whole.strides[$0] }), steps),
      block.isEmpty ? 0 : picked.strides[block.upperBound - 1]
    )
  }

  /// Moves elements between `whole` and `picked`, which is contiguous and of the same dtype.
  func move(_ direction: SliceTransfer, _ whole: Tensor, _ picked: Tensor) {
    if picked.elementCount == 0 { return }
    let (slice, step) = slices(whole, picked)
    let starts = offsets(whole.strides)
    moveSlicesKernel(direction, whole, picked, starts: starts, slice: slice, step: step)
  }
}
