/// Writes the product of two matrices of the same dtype into `result`, or adds it to `result`.
func matrixProductOnDevice(_ a: Matrix, _ b: Matrix, into result: Tensor, adds: Bool) {
  let home = commonHome("matmul", [a.tensor, b.tensor, result])!
  let (rows, columns) = (a.rows, b.columns)
  let arguments: [KernelArgument] = [
    .read(a.tensor), .read(b.tensor), adds ? .update(result) : .write(result), .count(rows),
    .count(columns), .count(a.columns), .count(a.tensor.offset), .count(a.rowStep),
    .count(a.columnStep), .count(b.tensor.offset), .count(b.rowStep), .count(b.columnStep),
    .count(result.offset), .count(result.strides[0]), .count(result.strides[1]), .flag(adds),
  ]
  // A tile is 64 by 64, and mostly idle in a small product.
  if rows * columns < 4096 {
    home.launch("product", result.dtype, [(columns, 16), (rows, 4)], arguments)
  } else {
    home.launch(
      "tiled_product", result.dtype,
      [((columns + 63) / 64 * 16, 16), ((rows + 63) / 64 * 16, 16)], arguments)
  }
}
