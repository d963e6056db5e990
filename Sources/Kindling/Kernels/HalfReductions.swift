import CVectorMath

// Sums of half precision are added up in single, in the order of the same numbers in single. Halves
// that lie in row order are converted on their way into the sum.

/// Sums over `dims`; those of half precision in single, which they stay.
func wideSumKernel(_ x: Tensor, _ dims: ReducedDims, keepDim: Bool) -> Tensor {
  guard x.dtype == .float16 else { return sumKernel(x, dims, keepDim: keepDim) }
  if x.isAway { return sumKernel(cast(x, to: .float32), dims, keepDim: keepDim) }
  let shape = keepDim ? dims.kept : dims.left
  let (first, sums) = (x.pointer(Float16.self), shape.elementCount)
  if dims.kept.elementCount == 1 ? x.isDense : x.isContiguous && dims.takesTrailing {
    let result = Tensor(uninitialized: shape, .float32)
    sumRows(first, result.pointer(Float.self), sums, of: dims.count)
    return result
  }
  if x.isContiguous && dims.takesLeading && sums > 0 {
    let result = Tensor.zeros(shape, dtype: .float32, on: nil)
    sumColumns(first, rows: dims.count, result.pointer(Float.self), sums) {
      vm_accumulate_halves($0, $1, $2, $3, $4)
    }
    return result
  }
  return sumKernel(laidOutCopy(of: x, to: .float32), dims, keepDim: keepDim)
}

/// The sums of `rows` rows of `count` halves each.
private func sumRows(
  _ from: UnsafePointer<Float16>, _ to: UnsafeMutablePointer<Float>, _ rows: Int, of count: Int
) {
  // Long rows one after the other, each by all threads.
  if count > 2 * parallelGrain {
    for row in 0..<rows { to[row] = longRowSum(from + row * count, count) }
    return
  }
  inParallel(rows, grain: max(parallelGrain / max(count, 1), 1)) {
    for row in $0 { to[row] = rowSum(from + row * count, count) }
  }
}

/// The sum of a row, in blocks that are added up as a tree.
private func rowSum(_ first: UnsafePointer<Float16>, _ count: Int) -> Float {
  let block = 4096
  guard count > block else { return vm_sum_halves(first, count) }
  let half = (count / 2 + block - 1) / block * block
  return rowSum(first, half) + rowSum(first + half, count - half)
}

/// As ``rowSum``, in pieces of one length that threads add up.
private func longRowSum(_ first: UnsafePointer<Float16>, _ count: Int) -> Float {
  let piece = parallelGrain
  let pieces = (count + piece - 1) / piece
  return withUnsafeTemporaryAllocation(of: Float.self, capacity: pieces) { sums in
    let sums = sums.baseAddress!
    inParallel(pieces, grain: 1) {
      for index in $0 {
        sums[index] = rowSum(first + index * piece, Swift.min(piece, count - index * piece))
      }
    }
    return vm_sum(sums, pieces)
  }
}

/// The place of the largest of each of the rows of halves that a contiguous tensor consists of.
func argMaxOfHalves(_ x: Tensor, _ result: Tensor, rowsOf count: Int) {
  let (from, to) = (x.pointer(Float16.self), result.pointer(Int64.self))
  guard x.elementCount > 0 else { return }
  inParallel(x.elementCount / count, grain: max(parallelGrain / count, 1)) { rows in
    withUnsafeTemporaryAllocation(of: Float.self, capacity: min(count, halfPiece)) { buffer in
      for row in rows {
        to[row] = Int64(argMax(from + row * count, count, buffer.baseAddress!))
      }
    }
  }
}

/// The place of the first largest half, or of the first NaN: found in the piece with the largest, which
/// alone is searched.
private func argMax(
  _ first: UnsafePointer<Float16>, _ count: Int, _ numbers: UnsafeMutablePointer<Float>
) -> Int {
  if count <= halfPiece {
    vm_from_half(first, numbers, count)
    return vm_arg_max(numbers, count)
  }
  var (best, largest) = (0, -Float.infinity)
  for start in stride(from: 0, to: count, by: halfPiece) {
    let length = min(halfPiece, count - start)
    vm_from_half(first + start, numbers, length)
    let candidate = vm_max(numbers, length)
    guard !(candidate <= largest) else { continue }
    (best, largest) = (start, candidate)
    if candidate.isNaN { break }
  }
  let length = min(halfPiece, count - best)
  vm_from_half(first + best, numbers, length)
  return best + vm_arg_max(numbers, length)
}
