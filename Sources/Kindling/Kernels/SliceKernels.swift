import CKernels

/// The elements of a tensor along one dimension: where they start, how many there are, and how far
/// apart they are.
struct Slice<T> {
  let first: UnsafeMutablePointer<T>
  let count: Int
  let step: Int

  @inline(__always)
  subscript(_ index: Int) -> T {
    get { first[index * step] }
    nonmutating set { first[index * step] = newValue }
  }
}

/// Calls `body` with every slice of `x` along `dim` and the matching slice of `result`.
@inline(__always)
func forEachSlice<T: Element, U: Element>(
  _ x: Tensor, _ result: Tensor, dim: Int, _ body: (Slice<T>, Slice<U>) -> Void
) {
  if x.rank == 0 {
    return body(
      Slice(first: x.pointer(), count: 1, step: 1),
      Slice(first: result.pointer(), count: 1, step: 1))
  }
  let (from, to): (UnsafeMutablePointer<T>, UnsafeMutablePointer<U>) = (
    x.pointer(), result.pointer()
  )
  Traversal(x.shape.removing(dim), x.strides.removing(dim), result.strides.removing(dim))
    .forEachRow { row in
      for i in 0..<row.count {
        body(
          Slice(
            first: from + row.start[0] + i * row.step[0], count: x.shape[dim],
            step: x.strides[dim]),
          Slice(
            first: to + row.start[1] + i * row.step[1], count: result.shape[dim],
            step: result.strides[dim]))
      }
    }
}

private struct ArgExtreme: ElementVisitor {
  let x: Tensor, result: Tensor, dim: Int, largest: Bool
  func visit<T: Element>(_ type: T.Type) {
    if T.self == Float.self && largest && x.isContiguous && dim == x.rank - 1 {
      return visitRows()
    }
    forEachSlice(x, result, dim: dim) { (from: Slice<T>, to: Slice<Int64>) in
      var best = 0
      for i in 1..<Swift.max(from.count, 1) {
        // NaN wins over any number, as in PyTorch: it is the only element unequal to itself.
        if from[best] != from[best] { break }
        let wins = largest ? T.isLess(from[best], from[i]) : T.isLess(from[i], from[best])
        if wins || from[i] != from[i] { best = i }
      }
      to[0] = Int64(best)
    }
  }
}

extension ArgExtreme {
  /// Finds the index of the largest element in contiguous rows of float32, using a vector function.
  private func visitRows() {
    let count = x.shape.sizes[dim]
    guard x.elementCount > 0 else { return }
    let (from, to) = (x.pointer(Float.self), result.pointer(Int64.self))
    inParallel(x.elementCount / count, grain: max(parallelGrain / count, 1)) { rows in
      for row in rows { to[row] = Int64(ck_arg_max(from + row * count, count)) }
    }
  }
}

/// Returns the index of the largest (or smallest) element along `dim`, which is kept with size 1.
func argExtremeKernel(_ x: Tensor, dim: Int, largest: Bool) -> Tensor {
  let shape = x.rank == 0 ? x.shape : x.shape.replacing(dim, with: 1)
  let result = Tensor(uninitialized: shape, .int64, on: x.home)
  if x.isAway {
    awayArgExtreme(x, dim: dim, largest: largest, into: result)
    return result
  }
  if x.dtype == .float16 && largest && x.isContiguous && dim == x.rank - 1 {
    argMaxOfHalves(x, result, rowsOf: x.shape.sizes[dim])
    return result
  }
  // Single precision represents every half exactly, in the same order.
  let x = widened(x)
  x.dtype.visit(ArgExtreme(x: x, result: result, dim: dim, largest: largest))
  return result
}

private struct Fold<F: BinaryFunction>: ElementVisitor {
  let x: Tensor, result: Tensor, dim: Int, start: Scalar
  func visit<T: Element>(_ type: T.Type) {
    forEachSlice(x, result, dim: dim) { (from: Slice<T>, to: Slice<T>) in
      var total: T = start.value()
      for i in 0..<from.count { total = F.apply(total, from[i]) }
      to[0] = total
    }
  }
}

/// Reduces the elements along `dim`, which is kept with size 1, starting with `start`.
func foldKernel<F: BinaryFunction>(
  _ function: F.Type, _ x: Tensor, dim: Int, start: Scalar
) -> Tensor {
  let shape = x.rank == 0 ? x.shape : x.shape.replacing(dim, with: 1)
  if let home = x.home {
    guard let step = F.reduction else {
      return fallingBack("\(F.self)", "there is no reduction by it", home) {
        foldKernel(function, x.moved(to: nil), dim: dim, start: start)
      }
    }
    let result = Tensor(uninitialized: shape, x.dtype, on: home)
    awayFold(step, x, dim: dim, start: start, into: result)
    return result
  }
  if x.dtype == .float16 {
    return cast(foldKernel(function, widened(x), dim: dim, start: start), to: .float16)
  }
  let result = Tensor(uninitialized: shape, x.dtype)
  x.dtype.visit(Fold<F>(x: x, result: result, dim: dim, start: start))
  return result
}

private struct RunningSum: ElementVisitor {
  let x: Tensor, result: Tensor, dim: Int
  func visit<T: Element>(_ type: T.Type) {
    if T.self == Float.self { return visitFloats() }
    forEachSlice(x, result, dim: dim) { (from: Slice<T>, to: Slice<T>) in
      var total = T(wrapping: Int64(0))
      for i in 0..<from.count {
        total = .add(total, from[i])
        to[i] = total
      }
    }
  }
}

extension RunningSum {
  /// Single precision is added up in double, as in PyTorch: an error in one sum stays in all after it.
  private func visitFloats() {
    forEachSlice(x, result, dim: dim) { (from: Slice<Float>, to: Slice<Float>) in
      var total: Double = 0
      for i in 0..<from.count {
        total += Double(from[i])
        to[i] = Float(total)
      }
    }
  }
}

/// Returns the cumulative sums along `dim`.
func runningSumKernel(_ x: Tensor, dim: Int) -> Tensor {
  if x.isAway { return awayRunningSum(x, dim: dim) }
  let result = Tensor(uninitialized: x.shape, x.dtype)
  x.dtype.visit(RunningSum(x: x, result: result, dim: dim))
  return result
}

private struct SortOrder: ElementVisitor {
  let x: Tensor, result: Tensor, dim: Int, descending: Bool
  func visit<T: Element>(_ type: T.Type) {
    // NaN, unequal to itself, counts as the largest.
    let isBelow = { (a: T, b: T) in T.isLess(a, b) || (b != b && a == a) }
    forEachSlice(x, result, dim: dim) { (from: Slice<T>, to: Slice<Int64>) in
      let order = (0..<from.count).sorted { a, b in
        let (first, second) = descending ? (from[b], from[a]) : (from[a], from[b])
        if isBelow(first, second) { return true }
        return !isBelow(second, first) && a < b
      }
      for (i, position) in order.enumerated() { to[i] = Int64(position) }
    }
  }
}

/// Returns the indices that sort the elements along `dim`; equal elements keep their order.
func sortOrderKernel(_ x: Tensor, dim: Int, descending: Bool) -> Tensor {
  if x.isAway {
    return awaySortOrder(x, dim: dim, descending: descending) {
      sortOrderKernel($0, dim: dim, descending: descending)
    }
  }
  let x = widened(x)
  let result = Tensor(uninitialized: x.shape, .int64)
  x.dtype.visit(SortOrder(x: x, result: result, dim: dim, descending: descending))
  return result
}
