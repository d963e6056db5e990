/// The dimensions that a reduction combines.
struct ReducedDims {
  /// The reduced dimensions; dimension 0 for rank 0.
  let reduced: DimSet
  /// The shape with the reduced dimensions kept with size 1, and without them.
  let kept: Shape, left: Shape
  /// The number of elements that are reduced to one.
  let count: Int

  /// Traps with `sum: dim -1 is named twice in [1, -1]`. An empty `dims` means every dimension.
  init(_ dims: [Int], of shape: Shape, _ operation: @autoclosure () -> String) {
    if dims.isEmpty {
      self.init(DimSet.all, of: shape)
      return
    }
    var reduced = DimSet()
    for dim in dims {
      let at = shape.dimension(dim, operation())
      check(!reduced[at], operation(), "dim \(dim) is named twice in \(dims)")
      reduced[at] = true
    }
    self.init(reduced, of: shape)
  }

  init(_ reduced: DimSet, of shape: Shape) {
    self.reduced = reduced
    if reduced.isAll {
      kept = Shape(repeating: 1, count: shape.count)
      left = .scalar
      count = shape.elementCount
      return
    }
    var (kept, left, count) = (shape, shape, 1)
    var removed = 0
    for dim in 0..<shape.count {
      if reduced[dim] {
        count *= shape.sizes[dim]
        kept.sizes[dim] = 1
        left = left.removing(dim - removed)
        removed += 1
      }
    }
    self.kept = kept
    self.left = left
    self.count = count
  }

  /// Whether the reduced dimensions come before all others.
  var takesLeading: Bool {
    for dim in 1..<max(kept.count, 1) where dim < kept.count && reduced[dim] && !reduced[dim - 1] {
      return false
    }
    return reduced[0]
  }

  /// Whether the reduced dimensions come after all others.
  var takesTrailing: Bool {
    for dim in 1..<max(kept.count, 1) where reduced[dim - 1] && !reduced[dim] { return false }
    return true
  }

  /// Returns a reduction's result in the requested shape. Records nothing.
  func shaped(_ result: Tensor, keepDim: Bool) -> Tensor {
    let shape = keepDim ? kept : left
    if result.shape == shape { return result }
    return Tensor(
      storage: result.storage, shape: shape, strides: shape.contiguousStrides, dtype: result.dtype)
  }

  /// Returns the strides that broadcast a result back to all the positions it was reduced from.
  func spreading(_ result: Tensor, keepDim: Bool) -> Shape {
    var (strides, own) = (Shape(repeating: 0, count: kept.count), 0)
    for dim in 0..<kept.count {
      if !reduced[dim] { strides.sizes[dim] = result.strides.sizes[own] }
      if keepDim || !reduced[dim] { own += 1 }
    }
    return strides
  }
}

/// A set of dimensions.
struct DimSet {
  private var bits: UInt8 = 0

  /// Every dimension.
  static var all: DimSet {
    var set = DimSet()
    set.bits = .max
    return set
  }

  var isAll: Bool { bits == .max }

  subscript(dim: Int) -> Bool {
    get { bits & (1 << UInt8(dim)) != 0 }
    set { bits = newValue ? bits | (1 << UInt8(dim)) : bits & ~(1 << UInt8(dim)) }
  }
}
