import CKernels

// Half-precision sums are accumulated in single precision, in the same order as single-precision
// elements. Halves stored in row order are converted as they are added.

/// Sums over `dims`; half precision is summed in single precision, and the result is left in it.
func wideSumKernel(_ x: Tensor, _ dims: ReducedDims, keepDim: Bool) -> Tensor {
  guard x.dtype == .float16 else { return sumKernel(x, dims, keepDim: keepDim) }
  if x.isOnDevice { return sumKernel(cast(x, to: .float32), dims, keepDim: keepDim) }
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
      ck_accumulate_halves($0, $1, $2, $3, $4)
    }
    return result
  }
  return sumKernel(widened(x), dims, keepDim: keepDim)
}

/// The single-precision sum of adjacent halves.
private enum SumOfHalves: RowSummation {
  static func block(step: Int) -> Int { 4096 }

  static func sum(_ first: UnsafePointer<Float16>, _ count: Int, _ step: Int) -> Float {
    ck_sum_halves(first, count)
  }
}

/// Sums `rows` rows of `count` halves each.
private func sumRows(
  _ from: UnsafePointer<Float16>, _ to: UnsafeMutablePointer<Float>, _ rows: Int, of count: Int
) {
  // Long rows are summed one at a time, each by all threads.
  if count > 2 * parallelGrain {
    for row in 0..<rows { to[row] = longRowSum(SumOfHalves.self, from + row * count, count, 1) }
    return
  }
  inParallel(rows, grain: max(parallelGrain / max(count, 1), 1)) {
    for row in $0 { to[row] = rowSum(SumOfHalves.self, from + row * count, count, 1) }
  }
}

/// Finds the index of the largest element in each row of a contiguous tensor of halves.
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

/// Returns the index of the first largest half, or of the first NaN. Only the piece that contains
/// it is searched.
private func argMax(
  _ first: UnsafePointer<Float16>, _ count: Int, _ numbers: UnsafeMutablePointer<Float>
) -> Int {
  if count <= halfPiece {
    ck_from_half(first, numbers, count)
    return ck_arg_max(numbers, count)
  }
  var (best, largest) = (0, -Float.infinity)
  for start in stride(from: 0, to: count, by: halfPiece) {
    let length = min(halfPiece, count - start)
    ck_from_half(first + start, numbers, length)
    let candidate = ck_max(numbers, length)
    guard !(candidate <= largest) else { continue }
    (best, largest) = (start, candidate)
    if candidate.isNaN { break }
  }
  let length = min(halfPiece, count - best)
  ck_from_half(first + best, numbers, length)
  return best + ck_arg_max(numbers, length)
}
