import CVectorMath

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

/// Writes the product of two matrices of one dtype into `result`, whose rows must be contiguous, or
/// adds it.
func matrixProductKernel(_ a: Tensor, _ b: Tensor, into result: Tensor, adds: Bool = false) {
  let (rows, inner, columns) = (a.shape.sizes[0], a.shape.sizes[1], b.shape.sizes[1])
  let (left, right) = (a.strides, b.strides)
  switch a.dtype {
  case .float32:
    vm_product_float(
      rows, columns, inner, a.pointer(), left.sizes[0], left.sizes[1], b.pointer(), right.sizes[0],
      right.sizes[1], result.pointer(), result.strides.sizes[0], adds ? 1 : 0)
  case .float64:
    vm_product_double(
      rows, columns, inner, a.pointer(), left.sizes[0], left.sizes[1], b.pointer(), right.sizes[0],
      right.sizes[1], result.pointer(), result.strides.sizes[0], adds ? 1 : 0)
  case .float16:
    // As in PyTorch the sums are single precision, rounded once.
    let sums = adds ? cast(result, to: .float32) : Tensor(uninitialized: result.shape, .float32)
    matrixProductKernel(cast(a, to: .float32), cast(b, to: .float32), into: sums, adds: adds)
    copyKernel(sums, into: result)
  default:
    let sum = adds ? Tensor(uninitialized: result.shape, result.dtype) : result
    a.dtype.visit(NaiveProduct(a: a, b: b, result: sum))
    if adds { _ = binaryKernel(Add.self, "matmul", result, sum, into: result) }
  }
}
