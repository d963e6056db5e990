import RealModule

/// ``Adam`` with Nesterov momentum: the step looks ahead to where the mean is going.
/// `torch.optim.NAdam`.
///
/// The momentum of step t is mu_t = beta1 (1 - 0.96^(t momentumDecay) / 2). With M the product of
/// all so far, parameter <- parameter - learningRate ((1 - mu_t) g / (1 - M) + mu_{t+1} m / (1 - M
/// mu_{t+1})) / (sqrt(v / (1 - beta2^t)) + epsilon). (Dozat, 2016.)
public final class NAdam: MomentOptimizer {
  /// An optimizer of `parameters`; traps like every ``Optimizer``.
  ///
  /// - Parameters:
  ///   - parameters: the tensors to update; at least one requires a gradient.
  ///   - learningRate: the step size; can be changed between steps.
  ///   - betas: the decay rates of the running means of the gradient and its square.
  ///   - epsilon: a small number that prevents division by 0.
  ///   - weightDecay: the multiple of the parameter that is added to its gradient.
  ///   - momentumDecay: how fast the momentum approaches beta1.
  ///   - maximize: whether to step up the gradient instead of down.
  public init(
    _ parameters: [Tensor], learningRate: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 0, momentumDecay: Double = 4e-3,
    maximize: Bool = false
  ) {
    super.init(
      parameters, learningRate: learningRate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, maximize: maximize, [.momentumDecay: momentumDecay])
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let gradient = decayed(gradient, parameter, options)
    let (mean, squares) = moments(of: gradient, parameter, state, options)
    func momentum(_ step: Int) -> Double {
      options[.beta1] * (1 - 0.5 * .pow(0.96, Double(step) * options[.momentumDecay]))
    }
    let (now, next) = (momentum(state.steps), momentum(state.steps + 1))
    // As in PyTorch, the product is of single precision unless double is the default.
    let precision = DType.default == .float64 ? DType.float64 : .float32
    let products = (state.tensors["mu_product"] ?? .ones([])).to(precision) * now
    state.tensors["mu_product"] = products
    let product: Double = products.item()
    let root = (squares / correction(options[.beta2], state)).sqrt() + options[.epsilon]
    let rate = options[.learningRate]
    parameter -= gradient / root * (rate * (1 - now) / (1 - product))
    parameter -= mean / root * (rate * next / (1 - product * next))
  }

  public override func stateShapes(
    _ parameter: Tensor, _ options: ParameterGroup
  ) -> [String: Shape] {
    super.stateShapes(parameter, options).merging(["mu_product": []]) { $1 }
  }
}
