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
