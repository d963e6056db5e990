/// Sums along a dimension, counted from 1. `nn.Sum`.
///
/// The dimension is removed; a vector is reduced to one element, since Torch7 has no tensor of rank
/// 0. If `nInputDims` is given, an input with one more dimension is a batch along its first.
public class Sum: Module {
  private let dimension: Int, nInputDims: Int?

  /// A module that sums along `dimension`.
  public init(_ dimension: Int = 1, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  /// Traps with `nn.Sum: dimension 3 is outside 1...2 for an input of shape [2, 3]`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    doubles(input).sum(dim: place(input), keepDim: input.rank == 1)
  }

  /// dL/dx_i = dL/dy: every element that was summed gets the gradient of the sum.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let kept = input.rank == 1 ? gradOutput : gradOutput.unsqueeze(place(input))
    return kept.expand(input.shape).clone()
  }

  final func place(_ input: Tensor) -> Int {
    dimension(dimension, nInputDims: nInputDims, of: input)
  }
}

/// Averages along a dimension, counted from 1. `nn.Mean`.
///
/// Like ``Sum``, but divided by the size of the dimension.
public final class Mean: Sum {
  public override func updateOutput(_ input: Tensor) -> Tensor {
    super.updateOutput(input) / Double(input.shape[place(input)])
  }

  /// dL/dx_i = dL/dy / n.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    super.updateGradInput(input, gradOutput) / Double(input.shape[place(input)])
  }
}
