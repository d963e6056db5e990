extension Tensor {
  /// `shape` with a -1 replaced by the size that makes the elements fit.
  func resolved(_ shape: Shape, _ operation: @autoclosure () -> String) -> Shape {
    let unknown = shape.indices.filter { shape[$0] == -1 }
    check(unknown.count <= 1, operation(), "\(shape) has more than one -1")
    check(shape.allSatisfy { $0 >= -1 }, operation(), "\(shape) has a negative size")
    guard let hole = unknown.first else {
      check(
        shape.elementCount == elementCount, operation(),
        "\(elementCount) elements do not fit \(shape), which has \(shape.elementCount)")
      return shape
    }
    let known = shape.replacing(hole, with: 1).elementCount
    check(
      known != 0, operation(), "-1 in \(shape) could be any size, because another size is 0")
    check(
      elementCount % known == 0, operation(),
      "\(elementCount) elements do not fit \(shape): \(elementCount) is not a multiple of \(known)")
    return shape.replacing(hole, with: elementCount / known)
  }

  /// The strides that show this tensor's elements in shape `target` in the same order, or nil where
  /// only a copy can.
  ///
  /// Own dimensions that lie together in memory form blocks; each block must be cut up by a run of
  /// the target's dimensions.
  func strides(viewedAs target: Shape) -> Shape? {
    if isContiguous { return target.contiguousStrides }
    guard elementCount > 0 else { return target.contiguousStrides }
    var result = Shape(repeating: 0, count: target.count)
    var targetDim = target.count - 1
    var blockSize = 1
    for dim in stride(from: rank - 1, through: 0, by: -1) {
      blockSize *= shape[dim]
      let endsBlock =
        dim == 0 || (shape[dim - 1] != 1 && strides[dim - 1] != shape[dim] * strides[dim])
      guard endsBlock else { continue }
      let innermost = blockStep(endingAt: dim, size: blockSize)
      var covered = 1
      while targetDim >= 0 && (covered < blockSize || target[targetDim] == 1) {
        result[targetDim] = covered * innermost
        covered *= target[targetDim]
        targetDim -= 1
      }
      if covered != blockSize { return nil }
      blockSize = 1
    }
    return targetDim == -1 ? result : nil
  }

  /// The step of the innermost dimension of the block that starts at `dim` and has `size` elements.
  private func blockStep(endingAt dim: Int, size: Int) -> Int {
    var (last, covered) = (dim, shape[dim])
    while covered < size {
      last += 1
      covered *= shape[last]
    }
    return strides[last]
  }
}
