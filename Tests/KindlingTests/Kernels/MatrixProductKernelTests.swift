import Foundation
import Kindling
import Testing

/// Products by OpenBLAS and by Kindling's own kernels, against sums in double precision.
@Suite struct MatrixProductKernelTests {
  @Test func productsAreRightWhateverComputesThem() async {
    checkProducts()
    await #expect(processExitsWith: .success) {
      setenv("KINDLING_BLAS", "off", 1)
      #expect(matrixProductKernels.hasPrefix("Kindling's own for "))
      #expect(matrixProductKernels.hasSuffix(": KINDLING_BLAS is off"))
      checkProducts()
    }
  }

  /// Whatever the instruction set, so that the last digits of lessons hold on every processor that
  /// multiplies and adds in one step.
  @Test(.enabled(if: !matrixProductKernels.contains("SSE2")))
  func productsOfFewRowsAreSumsOfSixteenLanesOrEight() {
    let depth = 131
    for rows in [1, 3] {
      let (a, b) = (Tensor.randn(rows, depth), Tensor.randn(5, depth))
      #expect(a.matmul(b.t()).floats() == sums(of: a.floats(), b.floats(), depth, lanes: 16))
      let (x, y) = (a.to(.float64), b.to(.float64) / 3)
      #expect(x.matmul(y.t()).doubles() == sums(of: x.doubles(), y.doubles(), depth, lanes: 8))
    }
  }

  /// The user's choice of kernels is kept, and the environment is as it was.
  @Test(.enabled(if: matrixProductKernels.hasPrefix("OpenBLAS")))
  func theEnvironmentChoosesTheKernels() async {
    await #expect(processExitsWith: .success) {
      setenv("OPENBLAS_CORETYPE", "Prescott", 1)
      #expect(matrixProductKernels.hasSuffix("Prescott kernels"))
      #expect(getenv("OPENBLAS_CORETYPE").map { String(cString: $0) } == "Prescott")
      #expect(getenv("OPENBLAS_NUM_THREADS") == nil)
      checkProducts()
    }
    await #expect(processExitsWith: .success) {
      setenv("OPENBLAS_NUM_THREADS", "3", 1)
      #expect(matrixProductKernels.hasPrefix("OpenBLAS"))
      #expect(getenv("OPENBLAS_CORETYPE") == nil)
      #expect(getenv("OPENBLAS_NUM_THREADS").map { String(cString: $0) } == "3")
    }
  }

  /// OpenBLAS would wait for ever for address space that it cannot have.
  @Test func openBLASIsNotUsedWhereAddressSpaceIsLimited() async {
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 1 << 46, rlim_max: 1 << 46)
      #expect(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
      #expect(matrixProductKernels.hasPrefix("Kindling's own for "))
      checkProducts()
    }
  }
}

/// The products of the rows of two matrices, each added up in so many lanes, and those from the
/// first to the last.
private func sums<Number: FloatingPoint>(
  of a: [Number], _ b: [Number], _ depth: Int, lanes count: Int
) -> [Number] {
  let (rows, columns) = (a.count / depth, b.count / depth)
  return (0..<rows * columns).map { place in
    let (row, column) = (place / columns * depth, place % columns * depth)
    var lanes = [Number](repeating: 0, count: count)
    let whole = depth / count * count
    for k in 0..<whole { lanes[k % count].addProduct(a[row + k], b[column + k]) }
    var sum = lanes.reduce(0, +)
    for k in whole..<depth { sum.addProduct(a[row + k], b[column + k]) }
    return sum
  }
}

/// Products of sizes on both sides of every limit, and of matrices that lie in memory in each way.
///
/// The elements are whole and so small that every sum is exact, in whatever order it is added up;
/// the products of integers, which have a loop of their own, say what it is.
private func checkProducts() {
  let sizes = [
    (5, 7, 3), (8, 64, 64), (33, 31, 47), (130, 270, 150), (300, 40, 700), (257, 513, 20),
  ]
  for (rows, columns, depth) in sizes {
    for (a, b) in zip(layouts(rows, depth), layouts(depth, columns).reversed()) {
      let exact = a.matmul(b)
      for dtype in [DType.float32, .float64] {
        let found = laidOut(a, dtype).matmul(laidOut(b, dtype))
        #expect(
          found.to(.int64).equals(exact),
          "\(dtype) \(a.shape) \(a.strides) x \(b.shape) \(b.strides)")
      }
    }
  }
  // Added to what is there, in blocks too.
  let (x, weight, bias) = (whole(140, 90), whole(130, 90), whole(130))
  let found = linear(
    x.to(.float32), weight: weight.to(.float32), bias: bias.to(.float32))
  #expect(found.to(.int64).equals(x.matmul(weight.t()) + bias))
}

private func whole(_ sizes: Int...) -> Tensor { .randint(-50..<50, Shape(sizes)) }

/// Random matrices of one size: row by row, column by column, with gaps, every other element, one
/// row repeated.
private func layouts(_ rows: Int, _ columns: Int) -> [Tensor] {
  [
    whole(rows, columns), whole(columns, rows).t(), whole(rows, columns + 5)[0..., 2..<columns + 2],
    whole(rows, 2 * columns)[0..., .every(2)],
    whole(1, columns).expand(rows, columns),
  ]
}

/// The matrix in another dtype, with the same gaps and repetitions in memory.
private func laidOut(_ matrix: Tensor, _ dtype: DType) -> Tensor {
  let (rows, columns) = (matrix.shape[0], matrix.shape[1])
  switch (matrix.strides[0], matrix.strides[1]) {
  case (0, _): return matrix[0..<1].to(dtype).expand(rows, columns)
  case (_, 2):
    let wide = Tensor.zeros(rows, 2 * columns, dtype: dtype)
    let part = wide[0..., .every(2)]
    part.copy(from: matrix)
    return part
  case (columns + 5, _):
    let part = Tensor.zeros(rows, columns + 5, dtype: dtype)[0..., 2..<columns + 2]
    part.copy(from: matrix)
    return part
  default: return matrix.to(dtype)
  }
}
