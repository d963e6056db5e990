import CVectorMath
import RealModule

private struct SoftmaxAlong: FloatingVisitor {
  let x: Tensor, result: Tensor, dim: Int, logarithmic: Bool
  func visit<T: FloatingElement>(_ type: T.Type) {
    if T.self == Float.self && dim == x.rank - 1 && x.isContiguous { return visitRows() }
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
        let largest = vm_max(scores, count)
        if logarithmic {
          let logTotal = Float.log(vm_sum_exp_shifted(scores, largest, count))
          vm_subtract_twice(scores, largest, logTotal, y, count)
        } else {
          var share = 1 / vm_exp_shifted(scores, largest, y, count)
          vm_multiply(y, &share, y, count, 1, 0)
        }
      }
    }
  }
}

private struct LogSoftmaxSlope: FloatingVisitor {
  let output: Tensor, gradient: Tensor, result: Tensor
  func visit<T: FloatingElement>(_ type: T.Type) {
    let count = output.shape.sizes[output.rank - 1]
    let (y, g, share) = (output.pointer(T.self), gradient.pointer(T.self), result.pointer(T.self))
    for start in stride(from: 0, to: output.elementCount, by: count) {
      var total: T = 0
      for i in start..<start + count { total += g[i] }
      if T.self == Float.self {
        vm_exp(floats(y + start), floats(share + start), count)
      } else {
        for i in start..<start + count { share[i] = .exp(y[i]) }
      }
      for i in start..<start + count { share[i] = g[i] - share[i] * total }
    }
  }
}

/// Probabilities from scores. Accepts any scores: the largest of a slice is subtracted first.
extension Tensor {
  /// exp(x_i) / sum_j exp(x_j) along `dim`: positive numbers that sum to 1. `torch.softmax`.
  ///
  /// Derivative: y (g - sum(g y)). Integers become float32 first.
  public func softmax(dim: Int) -> Tensor {
    alongSlices(dim, "softmax", logarithmic: false)
      .recording("SoftmaxBackward0", self, saving: .result) {
        let y = $0.output
        return y * ($1 - ($1 * y).sum(dim: dim, keepDim: true))
      }
  }

  /// The logarithm of ``softmax(dim:)``, accurate where softmax itself would round to 0.
  /// `torch.log_softmax`.
  ///
  /// x_i - log(sum_j exp(x_j)). Derivative: g - softmax(x) sum(g).
  public func logSoftmax(dim: Int) -> Tensor {
    alongSlices(dim, "logSoftmax", logarithmic: true)
      .recording("LogSoftmaxBackward0", self, saving: .result) {
        let output = $0.output
        if !gradientsEnabled, let slope = output.logSoftmaxSlope($1, dim) { return slope }
        return $1 - output.exp() * $1.sum(dim: dim, keepDim: true)
      }
  }

  /// The derivative in one pass if slices are rows in memory, else nil.
  private func logSoftmaxSlope(_ gradient: Tensor, _ dim: Int) -> Tensor? {
    guard isContiguous, gradient.isContiguous, !isAway, rank > 0, elementCount > 0,
      shape.dimension(dim, "logSoftmax") == rank - 1
    else { return nil }
    let result = Tensor(uninitialized: shape, dtype)
    dtype.visitFloating(
      LogSoftmaxSlope(output: self, gradient: gradient, result: result), "logSoftmax")
    return result
  }

  private func alongSlices(_ dim: Int, _ name: String, logarithmic: Bool) -> Tensor {
    let at = shape.dimension(dim, name)
    // Half precision is summed in single and rounded once.
    let x = cast(self, to: dtype.isFloatingPoint ? dtype.wide : .default)
    if x.isAway {
      let result = awaySoftmax(x, dim: at, logarithmic: logarithmic)
      return dtype == .float16 ? cast(result, to: dtype) : result
    }
    let result = Tensor(uninitialized: shape, x.dtype)
    x.dtype.visitFloating(
      SoftmaxAlong(x: x, result: result, dim: at, logarithmic: logarithmic), name)
    return dtype == .float16 ? cast(result, to: dtype) : result
  }
}
