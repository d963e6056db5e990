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
        if !gradientsEnabled, let slope = logSoftmaxSlopeKernel(output, $1, dim: dim) {
          return slope
        }
        return $1 - output.exp() * $1.sum(dim: dim, keepDim: true)
      }
  }

  private func alongSlices(_ dim: Int, _ name: String, logarithmic: Bool) -> Tensor {
    softmaxKernel(self, dim: shape.dimension(dim, name), logarithmic: logarithmic)
  }
}
