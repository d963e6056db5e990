extension Tensor {
  /// `shape` with a -1 replaced by the size that makes the elements fit.
  func resolved(_ shape: Shape, _ operation: @autoclosure () -> String) -> Shape {
    var hole: Int?
    for dim in 0..<shape.count where shape.sizes[dim] < 0 {
      check(shape.sizes[dim] == -1, operation(), "\(shape) has a negative size")
      check(hole == nil, operation(), "\(shape) has more than one -1")
      hole = dim
    }
    guard let hole else {
      check(
        shape.elementCount == elementCount, operation(),
        "\(counted(elementCount, "element", "do not fit")) \(shape), which has \(shape.elementCount)"
      )
      return shape
    }
    let known = shape.replacing(hole, with: 1).elementCount
    check(
      known != 0, operation(), "-1 in \(shape) could be any size, because another size is 0")
    check(
      elementCount % known == 0, operation(),
      "\(counted(elementCount, "element", "do not fit")) \(shape): \(elementCount) is not a multiple "
        + "of \(known)")
    return shape.replacing(hole, with: elementCount / known)
  }

  /// The strides that view this tensor's elements in shape `target` in the same order, or nil if
  /// only a copy can.
  ///
  /// Dimensions that are contiguous in memory form blocks; each block must be divided exactly by a
  /// run of the target's dimensions.
  func strides(viewedAs target: Shape) -> Shape? {
    if isContiguous { return target.contiguousStrides }
    var result = Shape(repeating: 0, count: target.count)
    var dim = target.count - 1
    for block in blocks {
      var covered = 1
      while dim >= 0 && (covered < block.size || target[dim] == 1) {
        result[dim] = covered * block.step
        covered *= target[dim]
        dim -= 1
      }
      if covered != block.size { return nil }
    }
    return result
  }

  /// The dimensions, innermost first, with those that are contiguous in memory merged.
  private var blocks: [(size: Int, step: Int)] {
    var blocks: [(size: Int, step: Int)] = []
    for dim in shape.indices.reversed() where shape[dim] != 1 {
      if let last = blocks.last, strides[dim] == last.size * last.step {
        blocks[blocks.count - 1].size *= shape[dim]
      } else {
        blocks.append((shape[dim], strides[dim]))
      }
    }
    return blocks
  }
}
