/// A row-by-row traversal of up to four tensors of the same shape.
///
/// Dimensions that are contiguous with each other in every tensor are merged, so a contiguous
/// operand of any rank is one long row. Strides are in elements.
struct Traversal {
  private(set) var sizes = InlineArray<8, Int>(repeating: 1)
  private(set) var steps = InlineArray<8, SIMD4<Int>>(repeating: .zero)
  private(set) var rank = 0

  /// One row: the offsets of its first elements, the number of elements, and the steps between
  /// them.
  struct Row {
    var start: SIMD4<Int>
    var count: Int
    var step: SIMD4<Int>
  }

  init(_ shape: Shape, _ a: Shape, _ b: Shape = [], _ c: Shape = [], _ d: Shape = []) {
    // Filled innermost first, so that each dimension can be merged with the one just inside it.
    for dim in stride(from: shape.count - 1, through: 0, by: -1) where shape.sizes[dim] != 1 {
      let step = SIMD4(
        a.sizes[dim], dim < b.count ? b.sizes[dim] : 0, dim < c.count ? c.sizes[dim] : 0,
        dim < d.count ? d.sizes[dim] : 0)
      if rank > 0, steps[rank - 1] &* SIMD4(repeating: sizes[rank - 1]) == step {
        sizes[rank - 1] *= shape.sizes[dim]
      } else {
        sizes[rank] = shape.sizes[dim]
        steps[rank] = step
        rank += 1
      }
    }
    if rank == 0 {
      sizes[0] = 1
      rank = 1
    }
  }

  /// Calls `body` with every row, in the order of the elements.
  @inline(__always)
  func forEachRow(from start: SIMD4<Int> = .zero, _ body: (Row) -> Void) {
    for dim in 0..<rank where sizes[dim] == 0 { return }
    var row = Row(start: start, count: sizes[0], step: steps[0])
    if rank == 1 { return body(row) }
    var index = InlineArray<8, Int>(repeating: 0)
    while true {
      body(row)
      var dim = 1
      while true {
        index[dim] += 1
        row.start &+= steps[dim]
        if index[dim] < sizes[dim] { break }
        row.start &-= steps[dim] &* SIMD4(repeating: sizes[dim])
        index[dim] = 0
        dim += 1
        if dim == rank { return }
      }
    }
  }

  /// Like ``forEachRow(from:_:)``, with the rows distributed among threads. Long rows are split
  /// into pieces.
  ///
  /// Each call to `body` must write only where no other row's call does.
  @inline(__always)
  func forEachRowInParallel(_ body: (Row) -> Void) {
    let outer = rank - 1
    var inside = 1
    for dim in 0..<outer { inside *= sizes[dim] }
    guard inside * sizes[outer] > parallelGrain else { return forEachRow(body) }
    inParallel(sizes[outer], grain: Swift.max(parallelGrain / inside, 1)) { range in
      var part = self
      part.sizes[outer] = range.count
      part.forEachRow(from: steps[outer] &* SIMD4(repeating: range.lowerBound), body)
    }
  }

  /// Calls `body` with the start of each block of rows and how many there are, in parallel, for a
  /// traversal of two dimensions.
  @inline(__always)
  func forEachBlockOfRowsInParallel(_ body: (_ start: SIMD4<Int>, _ rows: Int) -> Void) {
    inParallel(sizes[1], grain: Swift.max(parallelGrain / Swift.max(sizes[0], 1), 1)) {
      body(steps[1] &* SIMD4(repeating: $0.lowerBound), $0.count)
    }
  }
}
