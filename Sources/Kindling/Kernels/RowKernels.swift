/// The indices in row-major order, kept alive while their memory is read.
struct RowIndices {
  let values: UnsafeBufferPointer<Int64>
  private let owner: Tensor

  init(_ indices: Tensor) {
    let whole = cast(indices.brought(to: nil), to: .int64)
    owner = whole.isContiguous ? whole : copyKernel(whole)
    values = UnsafeBufferPointer(start: owner.pointer(Int64.self), count: owner.elementCount)
  }
}

/// Copies the rows of a matrix at some indices into `target`, one after the other.
func copyRowsKernel(_ table: Tensor, _ rows: RowIndices, into target: Tensor) {
  let size = table.shape[1]
  if table.isOnDevice {
    return slicesOnDevice(
      .read, table, target, starts: rows.values.map { Int($0) * table.strides[0] },
      slice: ([size], [table.strides[1]], [1]), step: size)
  }
  let table = table.isContiguous ? table : copyKernel(table)
  table.dtype.visit(CopyRows(table: table, rows: rows, into: target))
}

/// Adds each row of `source` to the row at its index in a contiguous matrix of zeros. The row
/// `skipping` gets nothing.
func addRowsKernel(
  _ source: Tensor, _ rows: RowIndices, into total: Tensor, skipping: Int?
) {
  let size = total.shape[1]
  let source = source.isContiguous ? source : copyKernel(source)
  if source.isOnDevice {
    slicesOnDevice(
      .add, total, source, starts: rows.values.map { Int($0) * size },
      slice: ([size], [1], [1]), step: size)
    if let skipping {
      fillKernel(
        total.alias(
          offset: total.offset + skipping * size, shape: [size], strides: [1]), .int(0))
    }
    return
  }
  source.dtype.visit(AddRows(source: source, rows: rows, into: total, skipping: skipping ?? -1))
}

private struct CopyRows: ElementVisitor {
  let table: Tensor, rows: RowIndices, into: Tensor
  func visit<T: Element>(_ type: T.Type) {
    let size = table.shape[1]
    let (from, to): (UnsafeMutablePointer<T>, UnsafeMutablePointer<T>) = (
      table.pointer(), into.pointer()
    )
    for (order, row) in rows.values.enumerated() {
      (to + order * size).update(from: from + Int(row) * size, count: size)
    }
  }
}

private struct AddRows: ElementVisitor {
  let source: Tensor, rows: RowIndices, into: Tensor, skipping: Int
  func visit<T: Element>(_ type: T.Type) {
    let size = into.shape[1]
    let (from, to): (UnsafeMutablePointer<T>, UnsafeMutablePointer<T>) = (
      source.pointer(), into.pointer()
    )
    for (order, row) in rows.values.enumerated() where row != skipping {
      let (share, total) = (from + order * size, to + Int(row) * size)
      for i in 0..<size { total[i] = .add(total[i], share[i]) }
    }
  }
}
