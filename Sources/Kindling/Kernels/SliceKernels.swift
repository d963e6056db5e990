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
    if T.isSingle && x.isContiguous && dim == x.rank - 1 {
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
  /// Finds the index of the largest or smallest element in contiguous rows of float32, using a
  /// vector function.
  private func visitRows() {
    let count = x.shape.sizes[dim]
    guard x.elementCount > 0 else { return }
    let (from, to) = (x.pointer(Float.self), result.pointer(Int64.self))
    inParallel(x.elementCount / count, grain: max(parallelGrain / count, 1)) { rows in
      for row in rows {
        let first = from + row * count
        to[row] = Int64(largest ? ck_arg_max(first, count) : ck_arg_min(first, count))
      }
    }
  }
}

/// Returns the index of the largest (or smallest) element along `dim`, which is kept with size 1.
func argExtremeKernel(_ x: Tensor, dim: Int, largest: Bool) -> Tensor {
  let shape = x.rank == 0 ? x.shape : x.shape.replacing(dim, with: 1)
  let result = Tensor(uninitialized: shape, .int64, on: x.home)
  if x.isOnDevice {
    argExtremeOnDevice(x, dim: dim, largest: largest, into: result)
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

private struct Product: ElementVisitor {
  let x: Tensor, result: Tensor, dim: Int
  func visit<T: Element>(_ type: T.Type) {
    forEachSlice(x, result, dim: dim) { (from: Slice<T>, to: Slice<T>) in
      var product = T(wrapping: Int64(1))
      for i in 0..<from.count { product = .multiply(product, from[i]) }
      to[0] = product
    }
  }
}

/// Multiplies the elements along `dim`, which is kept with size 1.
func productKernel(_ x: Tensor, dim: Int) -> Tensor {
  let shape = x.rank == 0 ? x.shape : x.shape.replacing(dim, with: 1)
  if let home = x.home {
    let result = Tensor(uninitialized: shape, x.dtype, on: home)
    productOnDevice(x, dim: dim, into: result)
    return result
  }
  if x.dtype == .float16 {
    return cast(productKernel(widened(x), dim: dim), to: .float16)
  }
  let result = Tensor(uninitialized: shape, x.dtype)
  x.dtype.visit(Product(x: x, result: result, dim: dim))
  return result
}

private struct RunningSum: ElementVisitor {
  let x: Tensor, result: Tensor, dim: Int
  func visit<T: Element>(_ type: T.Type) {
    if T.isSingle { return visitFloats() }
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
  /// Single precision is added up in double, as in PyTorch: an error in one sum stays in all after
  /// it.
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
  if x.isOnDevice { return runningSumOnDevice(x, dim: dim) }
  let result = Tensor(uninitialized: x.shape, x.dtype)
  x.dtype.visit(RunningSum(x: x, result: result, dim: dim))
  return result
}

/// The place of an element, and a number that orders as the elements do.
private struct Ranked: Comparable {
  let key: UInt64, place: Int

  static func < (a: Ranked, b: Ranked) -> Bool {
    a.key < b.key || (a.key == b.key && a.place < b.place)
  }

  /// NaN, unequal to itself, counts as the largest; 0 and -0 are equal.
  init<T: Element>(_ element: T, at place: Int, descending: Bool) {
    let key: UInt64
    if element != element {
      key = .max
    } else if T.dtype.isFloatingPoint {
      // Adding 0 turns -0 into 0.
      let bits = (element.asDouble + 0).bitPattern
      key = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    } else {
      key = UInt64(bitPattern: element.asInt64) ^ 1 << 63
    }
    self.key = descending ? ~key : key
    self.place = place
  }
}

extension UnsafeMutableBufferPointer where Element == Ranked {
  /// Moves the `wanted` smallest elements to the front, in order. What follows them is in any
  /// order.
  fileprivate func sortFirst(_ wanted: Int) {
    // What is before `low` is less than what is from there on; so it is with `high`.
    var (low, high) = (0, count)
    while high - low > 32 && wanted < high {
      let (first, middle, last) = (self[low], self[(low + high) / 2], self[high - 1])
      // Their median: no two are equal, so both parts have elements.
      let pivot = Swift.max(Swift.min(first, middle), Swift.min(Swift.max(first, middle), last))
      var part = UnsafeMutableBufferPointer(rebasing: self[low..<high])
      let cut = low + part.partition { $0 >= pivot }
      if wanted <= cut { high = cut } else { low = cut }
    }
    var front = UnsafeMutableBufferPointer(rebasing: self[..<high])
    front.sort()
  }
}

private struct SortOrder: ElementVisitor {
  let x: Tensor, result: Tensor, dim: Int, descending: Bool
  func visit<T: Element>(_ type: T.Type) {
    forEachSlice(x, result, dim: dim) { (from: Slice<T>, to: Slice<Int64>) in
      var order = (0..<from.count).map { Ranked(from[$0], at: $0, descending: descending) }
      order.withUnsafeMutableBufferPointer { $0.sortFirst(to.count) }
      for i in 0..<to.count { to[i] = Int64(order[i].place) }
    }
  }
}

/// Returns the first `count` of the indices that sort the elements along `dim`, all if it is nil;
/// equal elements keep their order.
func sortOrderKernel(
  _ x: Tensor, dim: Int, descending: Bool, count: Int? = nil
) -> Tensor {
  if x.isOnDevice {
    return sortOrderOnDevice(x, dim: dim, descending: descending, count: count) {
      sortOrderKernel($0, dim: dim, descending: descending, count: count)
    }
  }
  let x = widened(x)
  let shape = x.rank == 0 ? x.shape : x.shape.replacing(dim, with: count ?? x.shape[dim])
  let result = Tensor(uninitialized: shape, .int64)
  x.dtype.visit(SortOrder(x: x, result: result, dim: dim, descending: descending))
  return result
}
