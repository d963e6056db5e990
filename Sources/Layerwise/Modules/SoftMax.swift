/// exp(x_i) / sum_j exp(x_j): positive numbers that sum to 1. `nn.SoftMax`.
///
/// It is computed over a vector, over each row of a matrix, over the first dimension of an input of
/// rank 3, or over the second of one of rank 4, as Torch7 does for images.
public final class SoftMax: Module {
  /// Traps with `nn.SoftMax: an input of shape [1, 1, 1, 1, 1] has more than 4 dimensions`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    doubles(input).softmax(dim: classDimension(input))
  }

  /// dL/dx = y (dL/dy - sum_j dL/dy_j y_j).
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let (y, dim) = (output.tensor, classDimension(input))
    return y * (gradOutput - (gradOutput * y).sum(dim: dim, keepDim: true))
  }
}

/// The logarithm of ``SoftMax``, accurate even where softmax would round to 0. `nn.LogSoftMax`.
///
/// x_i - log(sum_j exp(x_j)), over the same dimension.
public final class LogSoftMax: Module {
  /// Traps with `nn.LogSoftMax: an input of shape [1, 1, 1, 1, 1] has more than 4 dimensions`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    doubles(input).logSoftmax(dim: classDimension(input))
  }

  /// dL/dx = dL/dy - exp(y) sum_j dL/dy_j.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput - output.tensor.exp() * gradOutput.sum(dim: classDimension(input), keepDim: true)
  }
}

extension Module {
  /// The dimension that Torch7 takes for the classes.
  fileprivate func classDimension(_ input: Tensor) -> Int {
    check(
      (1...4).contains(input.rank), name,
      input.rank == 0
        ? "a single number has no classes"
        : "an input of shape \(input.shape) has more than 4 dimensions")
    return input.rank % 2 == 0 ? 1 : 0
  }
}
