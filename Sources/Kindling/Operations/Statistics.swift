/// How far elements spread around their mean.
extension Tensor {
  /// The sum of squared distances from the mean, divided by the count minus `correction`: 1 for a
  /// sample (the default), 0 for a population. `torch.var`.
  ///
  /// Of all elements, or along `dims`. Derivative: 2 (x - mean) / (n - correction). The
  /// divisor is at least 0, so the result can be NaN or infinite. Traps with
  /// `var: needs a floating-point tensor, this one is int64; ...`.
  public func `var`(dims: [Int] = [], correction: Int = 1, keepDim: Bool = false) -> Tensor {
    let (reduction, divisor) = spread(dims, correction, "var")
    let value = withoutGradients { (wide.squaredDistances(dims) / divisor).to(dtype) }
    return reduction.shaped(value, keepDim: keepDim)
      .recording("VarBackward0", self, saving: .input) {
        $1.view(reduction.kept) * $0.input.distances(dims) * (2 / divisor)
      }
  }

  /// The variance along `dim`. `torch.var(dim=)`.
  public func `var`(dim: Int, correction: Int = 1, keepDim: Bool = false) -> Tensor {
    self.var(dims: [dim], correction: correction, keepDim: keepDim)
  }

  /// The square root of ``var(dims:correction:keepDim:)``. Derivative: that of the variance divided
  /// by twice the deviation, 0 where that is 0. `torch.std`.
  public func std(dims: [Int] = [], correction: Int = 1, keepDim: Bool = false) -> Tensor {
    let (reduction, divisor) = spread(dims, correction, "std")
    let value = withoutGradients { (wide.squaredDistances(dims) / divisor).sqrt().to(dtype) }
    return reduction.shaped(value, keepDim: keepDim)
      .recording("StdBackward0", self, saving: .input) {
        let deviation = $0.input.std(dims: dims, correction: correction, keepDim: true)
        let share = Tensor.where(deviation .== 0, 0, $1.view(reduction.kept) / deviation)
        return share * $0.input.distances(dims) / divisor
      }
  }

  /// The standard deviation along `dim`. `torch.std(dim=)`.
  public func std(dim: Int, correction: Int = 1, keepDim: Bool = false) -> Tensor {
    std(dims: [dim], correction: correction, keepDim: keepDim)
  }

  private func spread(
    _ dims: [Int], _ correction: Int, _ operation: String
  ) -> (ReducedDims, divisor: Double) {
    let reduction = ReducedDims(dims, of: floating(operation).shape, operation)
    return (reduction, Double(Swift.max(reduction.count - correction, 0)))
  }

  private func distances(_ dims: [Int]) -> Tensor { self - mean(dims: dims, keepDim: true) }

  private func squaredDistances(_ dims: [Int]) -> Tensor {
    distances(dims).square().sum(dims: dims, keepDim: true)
  }
}
