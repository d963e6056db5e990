/// The sum of `count` elements, in blocks that are added up as a tree.
///
/// The error of the tree grows with the logarithm of the number of blocks, and inside a block with
/// the eight elements that each of its lanes adds in turn. The order depends only on `count`.
private func rowSum<T: Element>(_ first: UnsafePointer<T>, _ count: Int, _ step: Int) -> T {
  let block = 128
  if count > block {
    let half = (count / 2 + block - 1) / block * block
    return .add(rowSum(first, half, step), rowSum(first + half * step, count - half, step))
  }
  let zero = T(wrapping: Int64(0))
  if T.dtype == .float32 && step == 1 && count >= 16 {
    let floats = UnsafeRawPointer(first).assumingMemoryBound(to: Float.self)
    var lanes = SIMD16<Float>.zero
    var index = 0
    while index + 16 <= count {
      lanes += UnsafeRawPointer(floats + index).loadUnaligned(as: SIMD16<Float>.self)
      index += 16
    }
    var total = lanes.sum()
    while index < count {
      total += floats[index]
      index += 1
    }
    return unsafeBitCast(total, to: T.self)
  }
  var total = zero
  for i in 0..<count { total = .add(total, first[i * step]) }
  return total
}

private struct SumInto: ElementVisitor {
  let x: Tensor, result: Tensor, steps: Shape
  func visit<T: Element>(_ type: T.Type) {
    let (from, to): (UnsafeMutablePointer<T>, UnsafeMutablePointer<T>) = (
      x.pointer(), result.pointer()
    )
    Traversal(x.shape, steps, x.strides).forEachRow { row in
      let (t, s) = (to + row.start[0], from + row.start[1])
      if row.step[0] == 0 {
        t[0] = .add(t[0], rowSum(s, row.count, row.step[1]))
      } else {
        for i in 0..<row.count {
          t[i * row.step[0]] = .add(t[i * row.step[0]], s[i * row.step[1]])
        }
      }
    }
  }
}

/// Sums over the dimensions marked in `reduced`, which stay as size 1.
func sumKernel(_ x: Tensor, _ reduced: [Bool]) -> Tensor {
  let dtype: DType = x.dtype.isFloatingPoint ? x.dtype : .int64
  let x = cast(x, to: dtype)
  var shape = x.shape
  for dim in shape.indices where reduced[dim] { shape[dim] = 1 }
  let result = Tensor.zeros(shape, dtype: dtype)
  var steps = result.strides
  for dim in shape.indices where reduced[dim] { steps[dim] = 0 }
  dtype.visit(SumInto(x: x, result: result, steps: steps))
  return result
}
