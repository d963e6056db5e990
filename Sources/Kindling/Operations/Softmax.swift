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
  /// Contiguous rows of float32, by vector functions.
  private func visitRows() {
    let count = x.shape[dim]
    guard x.elementCount > 0 else { return }
    let (from, to) = (x.pointer(Float.self), result.pointer(Float.self))
    inParallel(x.elementCount / count, grain: max(parallelGrain / 8 / count, 1)) { rows in
      for row in rows {
        let (scores, y) = (from + row * count, to + row * count)
        var largest = vm_max(scores, count)
        if logarithmic {
          var logTotal = Float.log(vm_sum_exp_shifted(scores, largest, count))
          vm_subtract(scores, &largest, y, count, 1, 0)
          vm_subtract(y, &logTotal, y, count, 1, 0)
        } else {
          var total = vm_exp_shifted(scores, largest, y, count)
          vm_divide(y, &total, y, count, 1, 0)
        }
      }
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

  /// The logarithm of ``softmax(dim:)``, exact where softmax itself would round to 0.
  /// `torch.log_softmax`.
  ///
  /// x_i - log(sum_j exp(x_j)). Derivative: g - softmax(x) sum(g).
  public func logSoftmax(dim: Int) -> Tensor {
    alongSlices(dim, "logSoftmax", logarithmic: true)
      .recording("LogSoftmaxBackward0", self, saving: .result) {
        $1 - $0.output.exp() * $1.sum(dim: dim, keepDim: true)
      }
  }

  private func alongSlices(_ dim: Int, _ name: String, logarithmic: Bool) -> Tensor {
    let at = shape.dimension(dim, name)
    let x = dtype.isFloatingPoint ? self : to(.float32)
    let result = Tensor(uninitialized: shape, x.dtype)
    x.dtype.visitFloating(
      SoftmaxAlong(x: x, result: result, dim: at, logarithmic: logarithmic), name)
    return result
  }
}
