/// The largest element along a dimension, counted from 1. `nn.Max`.
///
/// The dimension is removed; a vector is reduced to one element. If `nInputDims` is given, an input
/// with one more dimension is a batch along its first.
public class Max: Module {
  private let dimension: Int, nInputDims: Int?

  /// A module that takes the largest or, for ``Min``, the smallest element along `dimension`.
  public init(_ dimension: Int = 1, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  /// Traps with `nn.Max: dimension 3 is outside 1...2 for an input of shape [2, 3]`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    let place = place(input)
    let values = doubles(input).gather(dim: place, positions(input, place))
    return input.rank == 1 ? values : values.squeeze(place)
  }

  /// The gradient goes to the chosen element, the first one if several are equal.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let place = place(input)
    let kept = input.rank == 1 ? gradOutput : gradOutput.unsqueeze(place)
    return Tensor.zeros(input.shape, dtype: .float64)
      .scatterAdd(dim: place, positions(input, place), kept)
  }

  /// The indices of the chosen elements along dimension `place`, which is kept with size 1.
  func positions(_ input: Tensor, _ place: Int) -> Tensor {
    input.argmax(dim: place, keepDim: true)
  }

  private func place(_ input: Tensor) -> Int {
    dimension(dimension, nInputDims: nInputDims, of: input)
  }
}

/// The smallest element along a dimension, counted from 1; otherwise like ``Max``. `nn.Min`.
public final class Min: Max {
  override func positions(_ input: Tensor, _ place: Int) -> Tensor {
    input.min(dim: place, keepDim: true).indices
  }
}
