/// The dimensions that a reduction takes together.
struct ReducedDims {
  /// For each dimension whether it is reduced; one entry, true, for rank 0.
  let reduced: [Bool]
  /// The shape with reduced dimensions as size 1, and without them.
  let kept: Shape, left: Shape
  /// The number of elements that become one.
  let count: Int

  /// Traps with `sum: dim -1 is named twice in [1, -1]`. No dims at all means every dimension.
  init(_ dims: [Int], of shape: Shape, _ operation: @autoclosure () -> String) {
    var reduced = [Bool](repeating: dims.isEmpty, count: Swift.max(shape.count, 1))
    for dim in dims {
      let at = shape.dimension(dim, operation())
      check(!reduced[at], operation(), "dim \(dim) is named twice in \(dims)")
      reduced[at] = true
    }
    self.init(reduced, of: shape)
  }

  init(_ reduced: [Bool], of shape: Shape) {
    self.reduced = reduced
    var (kept, count) = (shape, 1)
    for dim in shape.indices where reduced[dim] {
      count *= shape[dim]
      kept[dim] = 1
    }
    self.kept = kept
    self.count = count
    left = Shape(shape.indices.filter { !reduced[$0] }.map { shape[$0] })
  }

  /// A reduction's result in the shape asked for. Records nothing.
  func shaped(_ result: Tensor, keepDim: Bool) -> Tensor {
    let shape = keepDim ? kept : left
    return Tensor(
      storage: result.storage, shape: shape, strides: shape.contiguousStrides, dtype: result.dtype)
  }
}
