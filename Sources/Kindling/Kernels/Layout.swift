/// The memory layout of elementwise results. As in PyTorch, elements are stored in the order of the
/// operands' elements, so that `isContiguous`, `contiguous()` and `view` agree with PyTorch.
///
/// Results are on the processor, or on the device `home`.
extension Tensor {
  /// Creates an uninitialized tensor for the result of an operation on `a` and `b`.
  @inline(__always)
  convenience init(
    uninitialized shape: Shape, _ dtype: DType, as a: borrowing Tensor, _ b: borrowing Tensor,
    on home: OpenCLDevice? = nil
  ) {
    if a.keepsRowOrder && b.keepsRowOrder {
      self.init(uninitialized: shape, dtype, on: home)
    } else {
      self.init(
        shape, dtype,
        order: DimensionOrder(
          shape, a.shape.broadcastStrides(a.strides, to: shape),
          b.shape.broadcastStrides(b.strides, to: shape)), on: home)
    }
  }

  /// Creates an uninitialized tensor for the result of an operation on three operands.
  convenience init(
    uninitialized shape: Shape, _ dtype: DType, as a: Tensor, _ b: Tensor, _ c: Tensor,
    on home: OpenCLDevice? = nil
  ) {
    if a.keepsRowOrder && b.keepsRowOrder && c.keepsRowOrder {
      self.init(uninitialized: shape, dtype, on: home)
    } else {
      self.init(
        shape, dtype,
        order: DimensionOrder(
          shape, a.shape.broadcastStrides(a.strides, to: shape),
          b.shape.broadcastStrides(b.strides, to: shape),
          c.shape.broadcastStrides(c.strides, to: shape)), on: home)
    }
  }

  /// Creates an uninitialized tensor for the result of an operation on `x` alone.
  @inline(__always)
  convenience init(_ dtype: DType, as x: borrowing Tensor, on home: OpenCLDevice? = nil) {
    if x.keepsRowOrder {
      self.init(uninitialized: x.shape, dtype, on: home)
    } else {
      self.init(x.shape, dtype, order: DimensionOrder(x.shape, x.strides), on: home)
    }
  }

  /// Whether the strides decrease from each dimension to the next, so that a result is stored row
  /// by row: true of a contiguous tensor, one with gaps, or a gradient that repeats one number.
  @inline(__always)
  private var keepsRowOrder: Bool { isContiguous || stridesFall }

  private var stridesFall: Bool {
    var last = Int.max
    for dim in 0..<shape.count where shape.sizes[dim] != 1 && strides.sizes[dim] != 0 {
      if strides.sizes[dim] >= last { return false }
      last = strides.sizes[dim]
    }
    return true
  }

  private convenience init(
    _ shape: Shape, _ dtype: DType, order: DimensionOrder, on home: OpenCLDevice?
  ) {
    let strides = order.strides(of: shape)
    if let home {
      self.init(shape, strides: strides, dtype, there: home)
    } else {
      self.init(
        storage: .allocate(byteCount: shape.elementCount * dtype.byteCount), shape: shape,
        strides: strides, dtype: dtype)
    }
  }

  /// Whether the elements are stored without gaps or repetitions, in any order.
  var isDense: Bool { isContiguous || isInOrder(with: self) }

  /// Returns whether the elements of `other` are stored in the same order as this tensor's, both
  /// without gaps, so that an elementwise operation can traverse them as if they were stored row by
  /// row.
  func isInOrder(with other: borrowing Tensor) -> Bool {
    if isContiguous && other.isContiguous { return elementCount == other.elementCount }
    guard shape == other.shape else { return false }
    for dim in shape.indices where shape.sizes[dim] != 1 {
      if strides.sizes[dim] != other.strides.sizes[dim] { return false }
    }
    return DimensionOrder(shape, strides).strides(of: shape).agrees(with: strides, for: shape)
  }
}

extension Shape {
  /// Returns whether these strides equal `strides` in every dimension whose size in `shape` is not
  /// 1.
  fileprivate func agrees(with strides: Shape, for shape: Shape) -> Bool {
    shape.indices.allSatisfy { shape.sizes[$0] == 1 || sizes[$0] == strides.sizes[$0] }
  }
}

/// The dimensions from the innermost in memory outwards, as PyTorch orders them (`TensorIterator`,
/// `reorder_dimensions`): by the first operand that distinguishes two of them.
struct DimensionOrder {
  private var dims = InlineArray<8, Int>(repeating: 0)
  private let count: Int

  init(_ shape: Shape, _ a: Shape, _ b: Shape = [], _ c: Shape = []) {
    count = shape.count
    for place in 0..<count { dims[place] = count - 1 - place }
    for start in stride(from: 1, to: count, by: 1) {
      var place = start
      for other in stride(from: start - 1, through: 0, by: -1) {
        let (inner, outer) = (dims[other], dims[place])
        var comparison = Self.compare(inner, outer, a, shape)
        if comparison == 0 && !b.isEmpty { comparison = Self.compare(inner, outer, b, shape) }
        if comparison == 0 && !c.isEmpty { comparison = Self.compare(inner, outer, c, shape) }
        if comparison < 0 { break }
        if comparison > 0 {
          (dims[other], dims[place]) = (outer, inner)
          place = other
        }
      }
    }
  }

  /// Returns 1 if `inner` belongs outside `outer`, -1 if it does not; 0 if the strides do not
  /// decide, as with a repeated value.
  private static func compare(_ inner: Int, _ outer: Int, _ strides: Shape, _ shape: Shape) -> Int {
    let (first, second) = (strides.sizes[inner], strides.sizes[outer])
    if first == 0 || second == 0 { return 0 }
    if first != second { return first < second ? -1 : 1 }
    return shape.sizes[inner] > shape.sizes[outer] ? 1 : 0
  }

  /// Returns the strides of elements stored in this order without gaps.
  func strides(of shape: Shape) -> Shape {
    var strides = Shape(repeating: 0, count: count)
    var step = 1
    for place in 0..<count {
      strides.sizes[dims[place]] = step
      step *= Swift.max(shape.sizes[dims[place]], 1)
    }
    return strides
  }

  /// Returns the sizes, or strides, in this order, with the innermost dimension last, as in a
  /// shape.
  func arranged(_ sizes: Shape) -> Shape {
    var result = Shape(repeating: 0, count: count)
    for place in 0..<count { result.sizes[count - 1 - place] = sizes.sizes[dims[place]] }
    return result
  }
}
