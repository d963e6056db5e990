/// Gradient descent that divides each gradient by the square root of the sum of its squares so far.
/// `torch.optim.Adagrad`.
///
/// s <- s + g^2; parameter <- parameter - rate g / (sqrt(s) + epsilon), where the rate in step t is
/// learningRate / (1 + (t - 1) learningRateDecay). (Duchi, Hazan and Singer, 2011.)
public final class Adagrad: Optimizer {
  private let initialSum: Double

  /// An optimizer of `parameters`; traps like every ``Optimizer``, and with `Adagrad: an initial
  /// sum of -1.0 is negative`.
  ///
  /// - Parameters:
  ///   - parameters: the tensors to update; at least one requires a gradient.
  ///   - learningRate: the step size; can be changed between steps.
  ///   - learningRateDecay: how fast the learning rate decays.
  ///   - weightDecay: the multiple of the parameter that is added to its gradient.
  ///   - initialSum: the initial value of the sum of squares, 0 or more.
  ///   - epsilon: a small number that prevents division by 0.
  ///   - maximize: whether to step up the gradient instead of down.
  public init(
    _ parameters: [Tensor], learningRate: Double = 0.01, learningRateDecay: Double = 0,
    weightDecay: Double = 0, initialSum: Double = 0, epsilon: Double = 1e-10, maximize: Bool = false
  ) {
    check(initialSum >= 0, "Adagrad", "an initial sum of \(initialSum) is negative")
    self.initialSum = initialSum
    super.init(
      parameters,
      options: [
        .learningRate: learningRate, .learningRateDecay: learningRateDecay,
        .weightDecay: weightDecay, .epsilon: epsilon,
      ], maximize: maximize)
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let gradient = decayed(gradient, parameter, options)
    if state.tensors["sum"] == nil { state.tensor("sum", like: parameter).fill(initialSum) }
    let sum = state.tensor("sum", like: parameter)
    sum += gradient.square()
    let rate =
      options[.learningRate] / (1 + Double(state.steps - 1) * options[.learningRateDecay])
    parameter -= gradient / (sum.sqrt() + options[.epsilon]) * rate
  }

  public override func stateShapes(
    _ parameter: Tensor, _ options: ParameterGroup
  ) -> [String: Shape] {
    ["sum": parameter.shape]
  }
}
