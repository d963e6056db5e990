/// A chain of modules, in which the output of each is the input of the next. `nn.Sequential`.
///
/// ```swift
/// let network = Sequential(Linear(4, 3), Tanh(), Linear(3, 1))
/// network.forward(Tensor.ones(5, 4, dtype: .float64)).shape  // [5, 1]
/// ```
public final class Sequential: Container {
  public override func updateOutput(_ input: Signal) -> Signal {
    modules.reduce(input) { $1.forward($0) }
  }

  /// Runs from the last child to the first: the gradInput of each is the gradOutput of the one
  /// before.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    zip(modules, inputs(input)).reversed().reduce(gradOutput) { gradient, child in
      child.0.keepGradInput(child.1, gradient)
    }
  }

  public override func accGradParameters(_ input: Signal, _ gradOutput: Signal, scale: Double) {
    let gradients = modules.dropFirst().map(\.gradInput) + [gradOutput]
    for ((module, input), gradient) in zip(zip(modules, inputs(input)), gradients) {
      module.accGradParameters(input, gradient, scale: scale)
    }
  }

  /// The input of each child.
  private func inputs(_ input: Signal) -> [Signal] { [input] + modules.dropLast().map(\.output) }

  /// The children, in order:
  ///
  /// ```
  /// nn.Sequential {
  ///   [input -> (1) -> (2) -> output]
  ///   (1): nn.CMul
  ///   (2): nn.Sum
  /// }
  /// ```
  public override var description: String {
    let path = modules.indices.map { "(\($0 + 1)) -> " }.joined()
    return "\(name) {\n  [input -> \(path)output]\n"
      + modules.enumerated().map { index, module in
        "  (\(index + 1)): " + module.description.indented(by: "  ") + "\n"
      }.joined() + "}"
  }
}
