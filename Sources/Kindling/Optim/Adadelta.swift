/// Gradient descent that scales each step to the size of the previous steps, so it needs no
/// learning rate. `torch.optim.Adadelta`.
///
/// s <- rho s + (1 - rho) g^2; d = sqrt(u + epsilon) / sqrt(s + epsilon) g; u <- rho u + (1 - rho)
/// d^2; parameter <- parameter - learningRate d. (Zeiler, 2012.)
public final class Adadelta: Optimizer {
  /// An optimizer of `parameters`; traps like every ``Optimizer``.
  ///
  /// - Parameters:
  ///   - parameters: the tensors to update; at least one requires a gradient.
  ///   - learningRate: the step size; can be changed between steps.
  ///   - rho: the decay rate of the running means.
  ///   - epsilon: a small number that prevents division by 0.
  ///   - weightDecay: the multiple of the parameter that is added to its gradient.
  ///   - maximize: whether to step up the gradient instead of down.
  public init(
    _ parameters: [Tensor], learningRate: Double = 1, rho: Double = 0.9, epsilon: Double = 1e-6,
    weightDecay: Double = 0, maximize: Bool = false
  ) {
    super.init(
      parameters,
      options: [
        .learningRate: learningRate, .rho: rho, .epsilon: epsilon, .weightDecay: weightDecay,
      ], maximize: maximize)
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let gradient = decayed(gradient, parameter, options)
    let squares = state.tensor("square_avg", like: parameter)
    let steps = state.tensor("acc_delta", like: parameter)
    squares.average(in: gradient.square(), keeping: options[.rho])
    let epsilon = options[.epsilon]
    let step = (steps + epsilon).sqrt() / (squares + epsilon).sqrt() * gradient
    steps.average(in: step.square(), keeping: options[.rho])
    parameter -= step * options[.learningRate]
  }

  public override func stateShapes(
    _ parameter: Tensor, _ options: ParameterGroup
  ) -> [String: Shape] {
    ["square_avg": parameter.shape, "acc_delta": parameter.shape]
  }
}
