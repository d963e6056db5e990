/// ``Adam`` with a decaying maximum of the gradient's magnitude in place of the root mean square.
/// `torch.optim.Adamax`.
///
/// m <- beta1 m + (1 - beta1) g; u <- max(beta2 u, |g| + epsilon); in step t,
/// parameter <- parameter - learningRate / (1 - beta1^t) m / u. (Kingma and Ba, 2014.)
public final class Adamax: MomentOptimizer {
  /// An optimizer of `parameters`; traps like every ``Optimizer``.
  ///
  /// - Parameters:
  ///   - parameters: the tensors to update; at least one requires a gradient.
  ///   - learningRate: the step size; can be changed between steps.
  ///   - betas: the decay rates of the mean of the gradient and of its largest magnitude.
  ///   - epsilon: a small number that prevents division by 0.
  ///   - weightDecay: the multiple of the parameter that is added to its gradient.
  ///   - maximize: whether to step up the gradient instead of down.
  public init(
    _ parameters: [Tensor], learningRate: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 0, maximize: Bool = false
  ) {
    super.init(
      parameters, learningRate: learningRate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, maximize: maximize)
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let gradient = decayed(gradient, parameter, options)
    let mean = state.tensor("exp_avg", like: parameter)
    mean.average(in: gradient, keeping: options[.beta1])
    let forgotten = state.tensor("exp_inf", like: parameter) * options[.beta2]
    let size = forgotten.maximum(gradient.abs() + options[.epsilon])
    state.tensors["exp_inf"] = size
    parameter -= mean / size * (options[.learningRate] / correction(options[.beta1], state))
  }

  public override func stateShapes(
    _ parameter: Tensor, _ options: ParameterGroup
  ) -> [String: Shape] {
    ["exp_avg": parameter.shape, "exp_inf": parameter.shape]
  }
}
