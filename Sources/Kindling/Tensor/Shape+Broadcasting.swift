/// Two shapes that cannot be broadcast together.
public struct BroadcastError: Error, CustomStringConvertible {
  /// The shapes that could not be combined.
  public let left: Shape, right: Shape
  /// The dimension in which they disagree, counted from the end (-1 is the last).
  public let dim: Int

  public var description: String {
    "\(left) and \(right) do not broadcast: \(left[left.count + dim]) meets "
      + "\(right[right.count + dim]) in dim \(dim), and neither is 1"
  }
}

extension Shape {
  /// Returns the shape of the result of an elementwise operation on two shapes.
  ///
  /// Shapes are aligned at their last dimension. Sizes must be equal, or one of them must be 1 or
  /// missing: `[4, 1, 3]` with `[5, 1]` gives `[4, 5, 3]`.
  ///
  /// - Throws: ``BroadcastError`` if two sizes differ and neither is 1.
  public static func broadcast(_ a: Shape, _ b: Shape) throws(BroadcastError) -> Shape {
    if a == b { return a }
    var result = Shape(repeating: 1, count: Swift.max(a.count, b.count))
    for back in 1...Swift.max(result.count, 1) where back <= result.count {
      let left = back <= a.count ? a.sizes[a.count - back] : 1
      let right = back <= b.count ? b.sizes[b.count - back] : 1
      guard left == right || left == 1 || right == 1 else {
        throw BroadcastError(left: a, right: b, dim: -back)
      }
      result.sizes[result.count - back] = left == 1 ? right : left
    }
    return result
  }

  /// Returns the broadcast shape, or traps in the name of `operation`.
  static func broadcast(_ a: Shape, _ b: Shape, _ operation: @autoclosure () -> String) -> Shape {
    do { return try broadcast(a, b) } catch { fail(operation(), "\(error)") }
  }

  /// Returns the strides that read a tensor of this shape and `strides` as if it had shape
  /// `target`.
  ///
  /// A repeated dimension has stride 0.
  func broadcastStrides(_ strides: Shape, to target: Shape) -> Shape {
    var result = Shape(repeating: 0, count: target.count)
    let lead = target.count - count
    for dim in 0..<count where sizes[dim] != 1 {
      result.sizes[dim + lead] = strides.sizes[dim]
    }
    return result
  }

  /// Returns whether a tensor of this shape, in row order, is a sequence of tensors of shape
  /// `block`, like one broadcast from `block` along its leading dimensions.
  func ends(with block: Shape) -> Bool {
    var back = 1
    while back <= Swift.min(count, block.count),
      sizes[count - back] == block.sizes[block.count - back]
    {
      back += 1
    }
    while back <= block.count {
      if block.sizes[block.count - back] != 1 { return false }
      back += 1
    }
    return true
  }
}
