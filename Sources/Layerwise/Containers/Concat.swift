/// Passes the input to every child and concatenates the outputs along a dimension, counted from 1.
/// `nn.Concat`.
public final class Concat: Container {
  private let dimension: Int

  /// A container that concatenates the outputs of its children along `dimension`.
  public init(_ dimension: Int) {
    self.dimension = dimension
    super.init()
  }

  public override func updateOutput(_ input: Signal) -> Signal {
    checkNotEmpty()
    return .tensor(join(modules.map { $0.forward(input).tensor(name) }, dimension))
  }

  /// The sum of the children's gradients, each computed from its own part of dL/dy.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    let gradients = zip(modules, parts(gradOutput.tensor)).map { $0.keepGradInput(input, $1) }
    return gradients.dropFirst().reduce(gradients[0]) { $0.combined(with: $1, +) }
  }

  public override func accGradParameters(_ input: Signal, _ gradOutput: Signal, scale: Double) {
    for (module, part) in zip(modules, parts(gradOutput.tensor)) {
      module.accGradParameters(input, part, scale: scale)
    }
  }

  private func parts(_ gradOutput: Tensor) -> [Signal] {
    gradOutput.parts(like: modules.map(\.output.tensor), dimension - 1).map { .tensor($0) }
  }
}

extension Module {
  /// Concatenates tensors along a dimension counted from 1.
  ///
  /// Traps with `nn.Concat: dimension 3 is outside 1...2 for an input of shape [2, 3]`, and as
  /// `Tensor.cat` does if the shapes do not fit.
  func join(_ tensors: [Tensor], _ dimension: Int, nInputDims: Int? = nil) -> Tensor {
    .cat(tensors, dim: self.dimension(dimension, nInputDims: nInputDims, of: tensors[0]))
  }
}

extension Tensor {
  /// The parts that `tensors` took up when they were concatenated along `dim`.
  func parts(like tensors: [Tensor], _ dim: Int) -> [Tensor] {
    var start = 0
    return tensors.map { tensor in
      let place = dim < 0 ? dim + tensor.rank : dim
      defer { start += tensor.shape[place] }
      return narrow(place, start: start, length: tensor.shape[place])
    }
  }
}
