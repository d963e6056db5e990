import RealModule

/// The base class of Adam and its variants: running means of the gradient and of its magnitude,
/// which start at 0 and are corrected for that bias.
public class MomentOptimizer: Optimizer {
  init(
    _ parameters: [Tensor], learningRate: Double, betas: (Double, Double), epsilon: Double,
    weightDecay: Double, maximize: Bool, _ more: [OptimizerOption: Double] = [:]
  ) {
    let options: [OptimizerOption: Double] = [
      .learningRate: learningRate, .beta1: betas.0, .beta2: betas.1, .epsilon: epsilon,
      .weightDecay: weightDecay,
    ]
    super.init(parameters, options: options.merging(more) { $1 }, maximize: maximize)
  }

  /// Updates the running means of the gradient and its square with this gradient, and returns them.
  final func moments(
    of gradient: Tensor, _ parameter: Tensor, _ state: ParameterState, _ options: ParameterGroup
  ) -> (mean: Tensor, squares: Tensor) {
    let mean = state.tensor("exp_avg", like: parameter)
    let squares = state.tensor("exp_avg_sq", like: parameter)
    mean.average(in: gradient, keeping: options[.beta1])
    squares.average(in: gradient.square(), keeping: options[.beta2])
    return (mean, squares)
  }

  /// The bias correction of a running mean of `steps` numbers that started at 0: 1 - beta^steps.
  final func correction(_ beta: Double, _ state: ParameterState) -> Double {
    1 - Double.pow(beta, state.steps)
  }

  public override func stateShapes(
    _ parameter: Tensor, _ options: ParameterGroup
  ) -> [String: Shape] {
    ["exp_avg": parameter.shape, "exp_avg_sq": parameter.shape]
  }
}
