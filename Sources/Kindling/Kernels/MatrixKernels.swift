import COpenBLAS

/// A matrix as BLAS reads it: rows one after the other (or columns, if transposed).
private struct BLASMatrix {
  let tensor: Tensor
  let transposed: Bool
  let leading: Int

  /// Uses the memory as it lies where one of the strides is 1, else copies.
  init(_ x: Tensor) {
    let (rows, columns) = (x.shape[0], x.shape[1])
    if (x.strides[1] == 1 || columns == 1) && x.strides[0] >= max(columns, 1) {
      self.init(tensor: x, transposed: false, leading: x.strides[0])
    } else if (x.strides[0] == 1 || rows == 1) && x.strides[1] >= max(rows, 1) {
      self.init(tensor: x, transposed: true, leading: x.strides[1])
    } else {
      self.init(tensor: copyKernel(x), transposed: false, leading: max(columns, 1))
    }
  }

  private init(tensor: Tensor, transposed: Bool, leading: Int) {
    self.tensor = tensor
    self.transposed = transposed
    self.leading = leading
  }

  var order: CBLAS_TRANSPOSE { transposed ? CblasTrans : CblasNoTrans }
}

private struct NaiveProduct: ElementVisitor {
  let a: Tensor, b: Tensor, result: Tensor
  func visit<T: Element>(_ type: T.Type) {
    let (left, right): (UnsafeMutablePointer<T>, UnsafeMutablePointer<T>) = (
      a.pointer(), b.pointer()
    )
    let to: UnsafeMutablePointer<T> = result.pointer()
    for i in 0..<a.shape[0] {
      for j in 0..<b.shape[1] {
        var total = T(wrapping: Int64(0))
        for k in 0..<a.shape[1] {
          total = .add(
            total,
            .multiply(
              left[i * a.strides[0] + k * a.strides[1]], right[k * b.strides[0] + j * b.strides[1]])
          )
        }
        to[i * result.strides[0] + j * result.strides[1]] = total
      }
    }
  }
}

/// Adds the product of two matrices of one dtype to `result`, whose rows must be contiguous.
func matrixProductKernel(_ a: Tensor, _ b: Tensor, addingTo result: Tensor) {
  let (rows, inner, columns) = (a.shape[0], a.shape[1], b.shape[1])
  if rows == 0 || columns == 0 || inner == 0 { return }
  if a.dtype == .float16 {
    // As in PyTorch the sums are single precision, rounded once.
    let sums = cast(result, to: .float32)
    matrixProductKernel(cast(a, to: .float32), cast(b, to: .float32), addingTo: sums)
    return copyKernel(sums, into: result)
  }
  guard a.dtype == .float32 || a.dtype == .float64 else {
    let sum = Tensor(uninitialized: result.shape, result.dtype)
    a.dtype.visit(NaiveProduct(a: a, b: b, result: sum))
    return copyKernel(withoutGradients { result + sum }, into: result)
  }
  let (left, right) = (BLASMatrix(a), BLASMatrix(b))
  let sizes = (Int32(rows), Int32(columns), Int32(inner))
  let leading = (Int32(left.leading), Int32(right.leading), Int32(result.strides[0]))
  if a.dtype == .float32 {
    cblas_sgemm(
      CblasRowMajor, left.order, right.order, sizes.0, sizes.1, sizes.2, 1,
      left.tensor.pointer(Float.self), leading.0, right.tensor.pointer(Float.self), leading.1, 1,
      result.pointer(Float.self), leading.2)
  } else {
    cblas_dgemm(
      CblasRowMajor, left.order, right.order, sizes.0, sizes.1, sizes.2, 1,
      left.tensor.pointer(Double.self), leading.0, right.tensor.pointer(Double.self), leading.1, 1,
      result.pointer(Double.self), leading.2)
  }
}
