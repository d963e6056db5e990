import CKernels

/// A matrix as the kernels read it: a tensor of rank 2, or its transpose, without creating another
/// tensor.
struct Matrix {
  let tensor: Tensor
  let isTransposed: Bool

  init(_ tensor: Tensor, transposed: Bool = false) {
    self.tensor = tensor
    isTransposed = transposed
  }

  var rows: Int { tensor.shape.sizes[isTransposed ? 1 : 0] }
  var columns: Int { tensor.shape.sizes[isTransposed ? 0 : 1] }
  /// The number of elements to the next row, and to the next column.
  var rowStep: Int { tensor.strides.sizes[isTransposed ? 1 : 0] }
  var columnStep: Int { tensor.strides.sizes[isTransposed ? 0 : 1] }

  /// Returns this matrix in another dtype.
  func cast(to dtype: DType) -> Matrix {
    Matrix(Kindling.cast(tensor, to: dtype), transposed: isTransposed)
  }
}

private struct NaiveProduct: ElementVisitor {
  let a: Matrix, b: Matrix, result: Tensor
  func visit<T: Element>(_ type: T.Type) {
    let (left, right) = (a.tensor.pointer(T.self), b.tensor.pointer(T.self))
    let to: UnsafeMutablePointer<T> = result.pointer()
    for i in 0..<a.rows {
      for j in 0..<b.columns {
        var total = T(wrapping: Int64(0))
        for k in 0..<a.columns {
          total = .add(
            total,
            .multiply(
              left[i * a.rowStep + k * a.columnStep], right[k * b.rowStep + j * b.columnStep]))
        }
        to[i * result.strides[0] + j * result.strides[1]] = total
      }
    }
  }
}

/// Writes the product of two matrices of the same dtype into `result`, whose rows must be
/// contiguous, or adds it to `result`.
func matrixProductKernel(_ a: Matrix, _ b: Matrix, into result: Tensor, adds: Bool = false) {
  if result.isOnDevice { return matrixProductOnDevice(a, b, into: result, adds: adds) }
  switch result.dtype {
  case .float32:
    ck_product_float(
      a.rows, b.columns, a.columns, a.tensor.pointer(), a.rowStep, a.columnStep,
      b.tensor.pointer(), b.rowStep, b.columnStep, result.pointer(), result.strides.sizes[0],
      adds ? 1 : 0)
  case .float64:
    ck_product_double(
      a.rows, b.columns, a.columns, a.tensor.pointer(), a.rowStep, a.columnStep,
      b.tensor.pointer(), b.rowStep, b.columnStep, result.pointer(), result.strides.sizes[0],
      adds ? 1 : 0)
  case .float16:
    // As in PyTorch, the sums are in single precision and rounded once.
    let sums = adds ? cast(result, to: .float32) : Tensor(uninitialized: result.shape, .float32)
    matrixProductKernel(a.cast(to: .float32), b.cast(to: .float32), into: sums, adds: adds)
    copyKernel(sums, into: result)
  default:
    let sum = adds ? Tensor(uninitialized: result.shape, result.dtype) : result
    result.dtype.visit(NaiveProduct(a: a, b: b, result: sum))
    if adds { _ = binaryKernel(Add.self, "matmul", result, sum, into: result) }
  }
}

/// Returns the product of two matrices of the same dtype. Records nothing.
func matrixProductKernel(_ a: Matrix, _ b: Matrix) -> Tensor {
  let home = commonHome("matmul", a.tensor, b.tensor)
  let result = Tensor(uninitialized: Shape(a.rows, b.columns), a.tensor.dtype, on: home)
  matrixProductKernel(a, b, into: result)
  return result
}
