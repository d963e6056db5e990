/// Splits the input along one dimension, passes a slice to each child, and concatenates the outputs
/// along another; both dimensions are counted from 1. `nn.Parallel`.
///
/// A slice no longer has the dimension that was split, so the second one is counted without it.
public final class Parallel: Container {
  private let inputDimension: Int, outputDimension: Int

  /// A container that splits its input along one dimension and concatenates the outputs along
  /// another.
  public init(_ inputDimension: Int, _ outputDimension: Int) {
    self.inputDimension = inputDimension
    self.outputDimension = outputDimension
    super.init()
  }

  /// Traps with `nn.Parallel: 2 children cannot take 3 slices, one each`.
  public override func updateOutput(_ input: Signal) -> Signal {
    checkNotEmpty()
    let slices = slices(input)
    checkChildren(slices.count, "slices")
    let outputs = zip(modules, slices).map { $0.forward($1).tensor(name) }
    return .tensor(join(outputs, outputDimension))
  }

  /// The children's gradients, stacked along the dimension that was split.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    let gradients = zip(zip(modules, slices(input)), parts(gradOutput.tensor)).map {
      $0.0.keepGradInput($0.1, $1).tensor
    }
    return .tensor(.stack(gradients, dim: place(input)))
  }

  public override func accGradParameters(_ input: Signal, _ gradOutput: Signal, scale: Double) {
    for ((module, slice), part) in zip(zip(modules, slices(input)), parts(gradOutput.tensor)) {
      module.accGradParameters(slice, part, scale: scale)
    }
  }

  private func place(_ input: Signal) -> Int {
    dimension(inputDimension, nInputDims: nil, of: input.tensor(name))
  }

  private func slices(_ input: Signal) -> [Signal] {
    let place = place(input)
    return (0..<input.tensor.shape[place]).map { .tensor(input.tensor.select(place, $0)) }
  }

  private func parts(_ gradOutput: Tensor) -> [Signal] {
    gradOutput.parts(like: modules.map(\.output.tensor), outputDimension - 1).map { .tensor($0) }
  }
}
