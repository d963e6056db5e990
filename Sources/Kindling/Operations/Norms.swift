/// Vector norms, and the soft maximum.
extension Tensor {
  /// (sum |x|^p)^(1/p) of all elements, or along `dims`. `torch.linalg.vector_norm`.
  ///
  /// p = 2 is the Euclidean length, 1 the sum of absolute values, infinity the largest absolute
  /// value, -infinity the smallest, 0 the number of nonzero elements. Derivative: x |x|^(p-2) /
  /// norm^(p-1), 0 where the norm is 0; for an infinite p the sign, shared evenly by the elements
  /// of that size.
  public func norm(_ p: Double = 2, dims: [Int] = [], keepDim: Bool = false) -> Tensor {
    let reduction = ReducedDims(dims, of: floating("norm").shape, "norm")
    let value = withoutGradients { wide.length(p, dims).to(dtype) }
    return reduction.shaped(value, keepDim: keepDim)
      .recording("LinalgVectorNormBackward0", self, saving: .input) {
        $1.view(reduction.kept) * $0.input.lengthSlope(p, dims)
      }
  }

  /// The norm along `dim`. `torch.linalg.vector_norm(dim=)`.
  public func norm(_ p: Double = 2, dim: Int, keepDim: Bool = false) -> Tensor {
    norm(p, dims: [dim], keepDim: keepDim)
  }

  private func length(_ p: Double, _ dims: [Int]) -> Tensor {
    switch p {
    case 2: square().sum(dims: dims, keepDim: true).sqrt()
    case 1: abs().sum(dims: dims, keepDim: true)
    case 0: (self .!= 0).to(dtype).sum(dims: dims, keepDim: true)
    case .infinity: abs().amax(dims: dims, keepDim: true)
    case -.infinity: abs().amin(dims: dims, keepDim: true)
    default: abs().pow(p).sum(dims: dims, keepDim: true).pow(1 / p)
    }
  }

  private func lengthSlope(_ p: Double, _ dims: [Int]) -> Tensor {
    if p == 0 { return Tensor.zeros(like: self) }
    if p == 1 { return sign() }
    let length = norm(p, dims: dims, keepDim: true)
    if p.isInfinite {
      let winners = abs() .== length
      return .where(winners, sign() / winners.sum(dims: dims, keepDim: true), 0)
    }
    let slope = p == 2 ? self / length : sign() * (abs() / length).pow(p - 1)
    // 0 to a negative power is infinite, and infinity times 0 is NaN.
    return .where(p < 1 ? self .== 0 : length .== 0, 0, slope)
  }

  /// log(sum exp(x)) along `dims`, or of all elements, without overflow. Derivative: the softmax.
  /// `torch.logsumexp`.
  public func logSumExp(dims: [Int] = [], keepDim: Bool = false) -> Tensor {
    let x = dtype.isFloatingPoint ? self : to(.default)
    let reduction = ReducedDims(dims, of: shape, "logSumExp")
    let value = withoutGradients { () -> Tensor in
      if reduction.count == 0 { return x.sum(dims: dims, keepDim: true).log() }
      // An infinite shift would give infinity minus infinity.
      let largest = x.amax(dims: dims, keepDim: true)
      let shift = Tensor.where(largest.isInfinite(), 0, largest)
      return (x - shift).exp().sum(dims: dims, keepDim: true).log() + shift
    }
    return reduction.shaped(value, keepDim: keepDim)
      .recording("LogsumexpBackward0", x, saving: .input) {
        let total = $0.input.logSumExp(dims: dims, keepDim: true)
        return $1.view(reduction.kept) * ($0.input - total).exp()
      }
  }

  /// log(sum exp(x)) along `dim`. `torch.logsumexp`.
  public func logSumExp(dim: Int, keepDim: Bool = false) -> Tensor {
    logSumExp(dims: [dim], keepDim: keepDim)
  }
}
