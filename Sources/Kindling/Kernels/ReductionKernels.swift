import CKernels

/// A way to sum a row's elements, one block at a time.
protocol RowSummation {
  associatedtype Source
  associatedtype Sum: Element
  /// Returns the number of elements in a block.
  static func block(step: Int) -> Int
  /// Returns the sum of at most one block of elements.
  static func sum(_ first: UnsafePointer<Source>, _ count: Int, _ step: Int) -> Sum
}

/// The sum of elements in their own type.
private enum OwnSum<T: Element>: RowSummation {
  // In C, each of 64 lanes adds as many elements as the plain loop.
  static func block(step: Int) -> Int { isVector(step) ? 4096 : 64 }

  static func sum(_ first: UnsafePointer<T>, _ count: Int, _ step: Int) -> T {
    if isVector(step) { return unsafeBitCast(ck_sum(first, count), to: T.self) }
    var total = T(wrapping: Int64(0))
    for i in 0..<count { total = .add(total, first[i * step]) }
    return total
  }

  private static func isVector(_ step: Int) -> Bool { T.isSingle && step == 1 }
}

/// Returns the sum of `count` elements, in blocks that are added as a tree.
///
/// The error of the tree grows with the logarithm of the number of blocks, and within a block with
/// the number of elements that each lane adds in turn. The order depends only on `count`.
func rowSum<S: RowSummation>(
  _ summation: S.Type, _ first: UnsafePointer<S.Source>, _ count: Int, _ step: Int
) -> S.Sum {
  let block = S.block(step: step)
  guard count > block else { return S.sum(first, count, step) }
  let half = (count / 2 + block - 1) / block * block
  return .add(
    rowSum(S.self, first, half, step), rowSum(S.self, first + half * step, count - half, step))
}

/// Like ``rowSum(_:_:_:_:)``, in pieces of equal length that are summed by several threads.
func longRowSum<S: RowSummation>(
  _ summation: S.Type, _ first: UnsafePointer<S.Source>, _ count: Int, _ step: Int
) -> S.Sum {
  let piece = parallelGrain
  guard count > 2 * piece else { return rowSum(S.self, first, count, step) }
  let pieces = (count + piece - 1) / piece
  return withUnsafeTemporaryAllocation(of: S.Sum.self, capacity: pieces) { sums in
    let sums = sums.baseAddress!
    inParallel(pieces, grain: 1) {
      for index in $0 {
        let start = index * piece
        sums[index] = rowSum(S.self, first + start * step, Swift.min(piece, count - start), step)
      }
    }
    return rowSum(OwnSum<S.Sum>.self, sums, pieces, 1)
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
        t[0] = .add(t[0], longRowSum(OwnSum<T>.self, s, row.count, row.step[1]))
      } else {
        for i in 0..<row.count {
          t[i * row.step[0]] = .add(t[i * row.step[0]], s[i * row.step[1]])
        }
      }
    }
  }
}

/// The sum of all elements, which are stored without gaps.
private struct SumAll: ElementVisitor {
  let x: Tensor, result: Tensor
  func visit<T: Element>(_ type: T.Type) {
    result.pointer(T.self)[0] = longRowSum(
      OwnSum<T>.self, x.pointer(T.self), x.elementCount, 1)
  }
}

private struct SumColumns: ElementVisitor {
  let x: Tensor, result: Tensor
  func visit<T: Element>(_ type: T.Type) {
    let columns = result.elementCount
    guard columns > 0 else { return }
    let rows = x.elementCount / columns
    sumColumns(x.pointer(T.self), rows: rows, result.pointer(T.self), columns, add: addRows)
  }
}

/// Adds `rows` rows, which begin `step` elements apart, to another.
private func addRows<T: Element>(
  _ from: UnsafeMutablePointer<T>, step: Int, _ rows: Int, _ to: UnsafeMutablePointer<T>,
  _ count: Int
) {
  if T.isSingle { return ck_accumulate(from, step, rows, floats(to), count) }
  for row in 0..<rows {
    for i in 0..<count { to[i] = .add(to[i], from[row * step + i]) }
  }
}

/// Adds up the columns of a matrix with consecutive rows into `to`, using `add`, which adds rows
/// that begin a step apart to a row of sums.
///
/// The order in which a column is summed depends only on the shape.
@inline(__always)
func sumColumns<T, Sum: Element>(
  _ from: UnsafeMutablePointer<T>, rows: Int, _ to: UnsafeMutablePointer<Sum>, _ columns: Int,
  add: (UnsafeMutablePointer<T>, Int, Int, UnsafeMutablePointer<Sum>, Int) -> Void
) {
  let stretches = 8
  guard rows >= 8 * stretches, columns <= 4096, rows * columns > 2 * parallelGrain else {
    // Parts of a row shorter than a page are slow to read.
    return inParallel(columns, grain: max(parallelGrain / max(rows, 1), 1024)) {
      add(from + $0.lowerBound, columns, rows, to + $0.lowerBound, $0.count)
    }
  }
  // Threads read memory sequentially: each takes some of the stretches of rows.
  let sums = Tensor.zeros(Shape(stretches, columns), dtype: Sum.dtype, on: nil)
  let partial = sums.pointer(Sum.self)
  inParallel(stretches, grain: 1) {
    for index in $0 {
      let (start, end) = (rows * index / stretches, rows * (index + 1) / stretches)
      add(from + start * columns, columns, end - start, partial + index * columns, columns)
    }
  }
  addRows(partial, step: columns, stretches, to, columns)
  withExtendedLifetime(sums) {}
}

/// Sums over `dims`, which are kept with size 1 if `keepDim` is true.
func sumKernel(_ x: Tensor, _ dims: ReducedDims, keepDim: Bool) -> Tensor {
  let dtype: DType = x.dtype.isFloatingPoint ? x.dtype : .int64
  let x = cast(x, to: dtype)
  if dims.kept.elementCount == 1 ? x.isDense : x.isContiguous && dims.takesLeading {
    return sumKernel(x, ofBlocks: keepDim ? dims.kept : dims.left)
  }
  if x.isOnDevice { return dims.shaped(sumOnDevice(x, dims), keepDim: keepDim) }
  let result = Tensor.zeros(dims.kept, dtype: dtype, on: nil)
  var steps = result.strides
  for dim in steps.indices where dims.reduced[dim] { steps[dim] = 0 }
  dtype.visit(SumInto(x: x, result: result, steps: steps))
  return dims.shaped(result, keepDim: keepDim)
}

/// Returns the sum of the consecutive tensors of shape `block` that make up a contiguous tensor, in
/// the dtype of `x`.
func sumKernel(_ x: Tensor, ofBlocks block: Shape) -> Tensor {
  if x.isOnDevice { return sumOnDevice(x, ofBlocks: block) }
  if block.elementCount == 1 {
    let result = Tensor(uninitialized: block, x.dtype)
    x.dtype.visit(SumAll(x: x, result: result))
    return result
  }
  let result = Tensor.zeros(block, dtype: x.dtype, on: nil)
  x.dtype.visit(SumColumns(x: x, result: result))
  return result
}
