import CKernels
import RealModule

/// Returns the softmax of each slice along `dim`, or its logarithm; integers are converted to the
/// default dtype.
func softmaxKernel(_ x: Tensor, dim: Int, logarithmic: Bool) -> Tensor {
  // Half precision is summed in single and rounded once.
  let wide = cast(x, to: x.dtype.isFloatingPoint ? x.dtype.wide : .default)
  let result: Tensor
  if wide.isOnDevice {
    result = softmaxOnDevice(wide, dim: dim, logarithmic: logarithmic)
  } else {
    result = Tensor(uninitialized: wide.shape, wide.dtype)
    wide.dtype.visitFloating(
      SoftmaxAlong(x: wide, result: result, dim: dim, logarithmic: logarithmic), "softmax")
  }
  return x.dtype == .float16 ? cast(result, to: x.dtype) : result
}

private struct SoftmaxAlong: FloatingVisitor {
  let x: Tensor, result: Tensor, dim: Int, logarithmic: Bool
  func visit<T: FloatingElement>(_ type: T.Type) {
    if T.isSingle && dim == x.rank - 1 && x.isContiguous { return visitRows() }
    forEachSlice(x, result, dim: dim) { (from: Slice<T>, to: Slice<T>) in
      guard from.count > 0 else { return }
      // Shifting by the largest score changes nothing and keeps exp from overflowing.
      var largest = from[0]
      for i in 1..<from.count { largest = Swift.max(largest, from[i]) }
      var total: T = 0
      for i in 0..<from.count {
        let power = T.exp(from[i] - largest)
        if !logarithmic { to[i] = power }
        total += power
      }
      let logTotal = logarithmic ? T.log(total) : 0
      for i in 0..<from.count {
        to[i] = logarithmic ? from[i] - largest - logTotal : to[i] / total
      }
    }
  }
}

extension SoftmaxAlong {
  /// Processes contiguous rows of float32 with vector functions.
  private func visitRows() {
    let count = x.shape[dim]
    guard x.elementCount > 0 else { return }
    let (from, to) = (x.pointer(Float.self), result.pointer(Float.self))
    inParallel(x.elementCount / count, grain: max(parallelGrain / 8 / count, 1)) { rows in
      for row in rows {
        let (scores, y) = (from + row * count, to + row * count)
        let largest = ck_max(scores, count)
        if logarithmic {
          let logTotal = Float.log(ck_sum_exp_shifted(scores, largest, count))
          ck_subtract_twice(scores, largest, logTotal, y, count)
        } else {
          var share = 1 / ck_exp_shifted(scores, largest, y, count)
          ck_multiply(y, &share, y, count, 1, 0)
        }
      }
    }
  }
}

/// Returns the derivative of the logarithm of softmax along `dim` in one pass; nil if slices are
/// not rows in the processor's memory.
func logSoftmaxSlopeKernel(_ output: Tensor, _ gradient: Tensor, dim: Int) -> Tensor? {
  guard output.isContiguous, gradient.isContiguous, !output.isOnDevice, output.rank > 0,
    output.elementCount > 0, output.shape.dimension(dim, "logSoftmax") == output.rank - 1
  else { return nil }
  let result = Tensor(uninitialized: output.shape, output.dtype)
  output.dtype.visitFloating(
    LogSoftmaxSlope(output: output, gradient: gradient, result: result), "logSoftmax")
  return result
}

private struct LogSoftmaxSlope: FloatingVisitor {
  let output: Tensor, gradient: Tensor, result: Tensor
  func visit<T: FloatingElement>(_ type: T.Type) {
    let count = output.shape.sizes[output.rank - 1]
    let (y, g, share) = (output.pointer(T.self), gradient.pointer(T.self), result.pointer(T.self))
    for start in stride(from: 0, to: output.elementCount, by: count) {
      var total: T = 0
      for i in start..<start + count { total += g[i] }
      if T.isSingle {
        ck_exp(floats(y + start), floats(share + start), count)
      } else {
        for i in start..<start + count { share[i] = .exp(y[i]) }
      }
      for i in start..<start + count { share[i] = g[i] - share[i] * total }
    }
  }
}
