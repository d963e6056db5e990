/// Passes the input to every child and returns a table of the outputs. `nn.ConcatTable`.
public final class ConcatTable: Container {
  public override func updateOutput(_ input: Signal) -> Signal {
    checkNotEmpty()
    return .table(modules.map { $0.forward(input) })
  }

  /// The sum of the children's gradients.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    let gradients = zip(modules, gradOutput.table).map { $0.keepGradInput(input, $1) }
    return gradients.dropFirst().reduce(gradients[0]) { $0.combined(with: $1, +) }
  }

  public override func accGradParameters(_ input: Signal, _ gradOutput: Signal, scale: Double) {
    for (module, gradient) in zip(modules, gradOutput.table) {
      module.accGradParameters(input, gradient, scale: scale)
    }
  }
}

/// Passes each element of a table to its own child and returns a table of the outputs.
/// `nn.ParallelTable`.
public final class ParallelTable: Container {
  /// Traps with `nn.ParallelTable: 2 children cannot take 3 inputs, one each`.
  public override func updateOutput(_ input: Signal) -> Signal {
    let elements = input.table(name)
    checkChildren(elements.count, "inputs")
    return .table(zip(modules, elements).map { $0.forward($1) })
  }

  /// A table of the children's gradients.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    .table(
      zip(zip(modules, input.table), gradOutput.table).map { $0.0.keepGradInput($0.1, $1) })
  }

  public override func accGradParameters(_ input: Signal, _ gradOutput: Signal, scale: Double) {
    for ((module, input), gradient) in zip(zip(modules, input.table), gradOutput.table) {
      module.accGradParameters(input, gradient, scale: scale)
    }
  }
}
