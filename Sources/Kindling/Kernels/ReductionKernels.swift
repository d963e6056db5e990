import CVectorMath

/// The sum of `count` elements, in blocks that are added up as a tree.
///
/// The error of the tree grows with the logarithm of the number of blocks, and inside a block with
/// the elements that each of its lanes adds in turn. The order depends only on `count`.
private func rowSum<T: Element>(_ first: UnsafePointer<T>, _ count: Int, _ step: Int) -> T {
  let block = 512
  if count > block {
    let half = (count / 2 + block - 1) / block * block
    return .add(rowSum(first, half, step), rowSum(first + half * step, count - half, step))
  }
  if T.self == Float.self && step == 1 {
    let floats = UnsafeRawPointer(first).assumingMemoryBound(to: Float.self)
    return unsafeBitCast(vm_sum(floats, count), to: T.self)
  }
  var total = T(wrapping: Int64(0))
  for i in 0..<count { total = .add(total, first[i * step]) }
  return total
}

/// As ``rowSum``, in pieces of one length that threads add up.
private func longRowSum<T: Element>(_ first: UnsafePointer<T>, _ count: Int, _ step: Int) -> T {
  let piece = parallelGrain
  guard count > 2 * piece else { return rowSum(first, count, step) }
  let pieces = (count + piece - 1) / piece
  return withUnsafeTemporaryAllocation(of: T.self, capacity: pieces) { sums in
    let sums = sums.baseAddress!
    inParallel(pieces, grain: 1) {
      for index in $0 {
        let start = index * piece
        sums[index] = rowSum(first + start * step, Swift.min(piece, count - start), step)
      }
    }
    return rowSum(sums, pieces, 1)
  }
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
        t[0] = .add(t[0], longRowSum(s, row.count, row.step[1]))
      } else if T.self == Float.self && row.step[0] == 1 && row.step[1] == 1 {
        vm_accumulate(
          UnsafeRawPointer(s).assumingMemoryBound(to: Float.self),
          UnsafeMutableRawPointer(t).assumingMemoryBound(to: Float.self), row.count)
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
