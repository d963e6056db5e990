/// Gradient descent by running means of the gradient and of its square. `torch.optim.Adam`.
///
/// m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2; in step t,
/// parameter <- parameter - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon).
/// (Kingma and Ba, 2014.)
public class Adam: MomentOptimizer {
  private let amsgrad: Bool

  /// - Parameters:
  ///   - betas: how slowly the mean of the gradient and that of its square change.
  ///   - weightDecay: adds this multiple of the parameter to its gradient.
  ///   - amsgrad: divides by the largest v so far. (Reddi, Kale and Kumar, 2018.)
  public init(
    _ parameters: [Tensor], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false
  ) {
    self.amsgrad = amsgrad
    super.init(
      parameters, learningRate: learningRate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay)
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let gradient = decay(gradient, parameter, options)
    var (mean, squares) = moments(of: gradient, parameter, state, options)
    if amsgrad {
      squares = state.tensor("max_exp_avg_sq", like: parameter).maximum(squares)
      state.tensors["max_exp_avg_sq"] = squares
    }
    let root = correction(options[.beta2], state).squareRoot()
    let rate = options[.learningRate] / correction(options[.beta1], state)
    parameter -= mean / (squares.sqrt() / root + options[.epsilon]) * rate
  }

  /// Lets weight decay act: here on the gradient that it gives back.
  func decay(_ gradient: Tensor, _ parameter: Tensor, _ options: ParameterGroup) -> Tensor {
    decayed(gradient, parameter, options)
  }

  public override func stateShapes(
    _ parameter: Tensor, _ options: ParameterGroup
  ) -> [String: Shape] {
    var shapes = super.stateShapes(parameter, options)
    if amsgrad { shapes["max_exp_avg_sq"] = parameter.shape }
    return shapes
  }
}

/// ``Adam`` with weight decay beside the gradient instead of in it: each step first multiplies the
/// parameter by 1 - learningRate weightDecay. `torch.optim.AdamW`.
///
/// (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2017.)
public final class AdamW: Adam {
  /// As ``Adam``, but for the default of the weight decay.
  public override init(
    _ parameters: [Tensor], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 1e-2, amsgrad: Bool = false
  ) {
    super.init(
      parameters, learningRate: learningRate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, amsgrad: amsgrad)
  }

  override func decay(
    _ gradient: Tensor, _ parameter: Tensor, _ options: ParameterGroup
  ) -> Tensor {
    parameter *= 1 - options[.learningRate] * options[.weightDecay]
    return gradient
  }
}
