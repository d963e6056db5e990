private struct Choice: ElementVisitor {
  let condition: Tensor, a: Tensor, b: Tensor, result: Tensor

  func visit<T: Element>(_ type: T.Type) {
    let (first, second): (UnsafeMutablePointer<T>, UnsafeMutablePointer<T>) = (
      a.pointer(), b.pointer()
    )
    let (flags, to): (UnsafeMutablePointer<Bool>, UnsafeMutablePointer<T>) = (
      condition.pointer(), result.pointer()
    )
    let shape = result.shape
    let order = DimensionOrder(shape, result.strides)
    Traversal(
      order.arranged(shape), order.arranged(result.strides),
      order.arranged(condition.shape.broadcastStrides(condition.strides, to: shape)),
      order.arranged(a.shape.broadcastStrides(a.strides, to: shape)),
      order.arranged(b.shape.broadcastStrides(b.strides, to: shape))
    ).forEachRowInParallel { row in
      let (t, c, l, r) = (
        to + row.start[0], flags + row.start[1], first + row.start[2], second + row.start[3]
      )
      // With constant steps, the compiler vectorizes the loop.
      switch (row.step[0], row.step[1], row.step[2], row.step[3]) {
      case (1, 1, 1, 1): for i in 0..<row.count { t[i] = c[i] ? l[i] : r[i] }
      case (1, 1, 1, 0):
        let other = r[0]
        for i in 0..<row.count { t[i] = c[i] ? l[i] : other }
      case (1, 1, 0, 1):
        let chosen = l[0]
        for i in 0..<row.count { t[i] = c[i] ? chosen : r[i] }
      default:
        for i in 0..<row.count {
          t[i * row.step[0]] = c[i * row.step[1]] ? l[i * row.step[2]] : r[i * row.step[3]]
        }
      }
    }
  }
}

/// Returns the elements of `a` where `condition` is true, and of `b` elsewhere, in their promoted
/// dtype, stored in the order of the operands or row by row.
func choiceKernel(
  _ condition: Tensor, _ a: Tensor, _ b: Tensor, rowByRow: Bool = false
) -> Tensor {
  let dtype = promotedDType(a, b)
  let shape = Shape.broadcast(
    condition.shape, Shape.broadcast(a.shape, b.shape, "where"), "where")
  let (a, b) = (cast(a, to: dtype), cast(b, to: dtype))
  let home =
    condition.isOnDevice || a.isOnDevice || b.isOnDevice
    ? commonHome("where", [condition, a, b]) : nil
  let result =
    rowByRow
    ? Tensor(uninitialized: shape, dtype, on: home)
    : Tensor(uninitialized: shape, dtype, as: condition, a, b, on: home)
  if home != nil {
    choiceOnDevice(condition, a, b, into: result)
  } else {
    dtype.visit(Choice(condition: condition, a: a, b: b, result: result))
  }
  return result
}
