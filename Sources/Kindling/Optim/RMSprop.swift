/// Gradient descent that divides each gradient by the square root of a running mean of its square.
/// `torch.optim.RMSprop`.
///
/// s <- alpha s + (1 - alpha) g^2; parameter <- parameter - learningRate g / (sqrt(s) + epsilon).
/// If centered, the square of a running mean of g is first subtracted from s, which leaves the
/// variance of g. With a momentum m, v <- m v + g / (sqrt(s) + epsilon) is the step's direction.
/// (Hinton, lecture 6e.)
public final class RMSprop: Optimizer {
  private let centered: Bool

  /// An optimizer of `parameters`; traps like every ``Optimizer``.
  ///
  /// - Parameters:
  ///   - parameters: the tensors to update; at least one requires a gradient.
  ///   - learningRate: the step size; can be changed between steps.
  ///   - alpha: the decay rate of the running means.
  ///   - epsilon: a small number that prevents division by 0.
  ///   - weightDecay: the multiple of the parameter that is added to its gradient.
  ///   - momentum: the fraction of the previous step that is repeated.
  ///   - centered: whether to divide by the standard deviation of the gradient.
  ///   - maximize: whether to step up the gradient instead of down.
  public init(
    _ parameters: [Tensor], learningRate: Double = 0.01, alpha: Double = 0.99,
    epsilon: Double = 1e-8, weightDecay: Double = 0, momentum: Double = 0, centered: Bool = false,
    maximize: Bool = false
  ) {
    self.centered = centered
    super.init(
      parameters,
      options: [
        .learningRate: learningRate, .alpha: alpha, .epsilon: epsilon, .weightDecay: weightDecay,
        .momentum: momentum,
      ], maximize: maximize)
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let gradient = decayed(gradient, parameter, options)
    let squares = state.tensor("square_avg", like: parameter)
    squares.average(in: gradient.square(), keeping: options[.alpha])
    var variance = squares
    if centered {
      let mean = state.tensor("grad_avg", like: parameter)
      mean.average(in: gradient, keeping: options[.alpha])
      variance = squares - mean.square()
    }
    var direction = gradient / (variance.sqrt() + options[.epsilon])
    if options[.momentum] > 0 {
      let velocity = state.tensor("momentum_buffer", like: parameter)
      velocity *= options[.momentum]
      velocity += direction
      direction = velocity
    }
    parameter -= direction * options[.learningRate]
  }

  public override func stateShapes(
    _ parameter: Tensor, _ options: ParameterGroup
  ) -> [String: Shape] {
    var shapes = ["square_avg": parameter.shape]
    if centered { shapes["grad_avg"] = parameter.shape }
    if options[.momentum] > 0 { shapes["momentum_buffer"] = parameter.shape }
    return shapes
  }
}
