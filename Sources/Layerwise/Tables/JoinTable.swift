/// Concatenates the tensors of a table along a dimension, counted from 1. `nn.JoinTable`.
///
/// If `nInputDims` is given, tensors with one more dimension are batches along their first.
public final class JoinTable: Module {
  private let dimension: Int, nInputDims: Int?

  /// A module that concatenates along `dimension`.
  public init(_ dimension: Int, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  /// Traps with `nn.JoinTable: the table is empty`, and as `Tensor.cat` does if the shapes do not
  /// fit.
  public override func updateOutput(_ input: Signal) -> Signal {
    .tensor(join(tensors(input), dimension, nInputDims: nInputDims))
  }

  /// dL/dy, split as the tensors were concatenated.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    let tensors = tensors(input)
    let place = dimension(dimension, nInputDims: nInputDims, of: tensors[0])
    return .table(gradOutput.tensor.parts(like: tensors, place).map { .tensor($0) })
  }
}

/// Splits a tensor along a dimension, counted from 1, into a table of its slices. `nn.SplitTable`.
///
/// The slices do not have that dimension. If `nInputDims` is given, an input with one more
/// dimension is a batch along its first.
public final class SplitTable: Module {
  private let dimension: Int, nInputDims: Int?

  /// A module that splits along `dimension`.
  public init(_ dimension: Int, _ nInputDims: Int? = nil) {
    self.dimension = dimension
    self.nInputDims = nInputDims
  }

  /// Traps with `nn.SplitTable: dimension 3 is outside 1...2 for an input of shape [2, 3]`.
  public override func updateOutput(_ input: Signal) -> Signal {
    let x = input.tensor(name)
    let place = dimension(dimension, nInputDims: nInputDims, of: x)
    return .table((0..<x.shape[place]).map { .tensor(x.select(place, $0)) })
  }

  /// The slices of dL/dy, stacked again.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    let place = dimension(dimension, nInputDims: nInputDims, of: input.tensor)
    return .tensor(.stack(gradOutput.table.map(\.tensor), dim: place))
  }
}
