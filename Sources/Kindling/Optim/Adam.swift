import CKernels

/// Gradient descent with running means of the gradient and its square. `torch.optim.Adam`.
///
/// m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2; in step t,
/// parameter <- parameter - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon).
/// (Kingma and Ba, 2014.)
public class Adam: MomentOptimizer {
  private let amsgrad: Bool

  /// An optimizer of `parameters`; traps like every ``Optimizer``.
  ///
  /// - Parameters:
  ///   - parameters: the tensors to update; at least one requires a gradient.
  ///   - learningRate: the step size; can be changed between steps.
  ///   - betas: the decay rates of the running means of the gradient and its square.
  ///   - epsilon: a small number that prevents division by 0.
  ///   - weightDecay: the multiple of the parameter that is added to its gradient.
  ///   - amsgrad: whether to divide by the largest v so far. (Reddi, Kale and Kumar, 2018.)
  ///   - maximize: whether to step up the gradient instead of down.
  public init(
    _ parameters: [Tensor], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false, maximize: Bool = false
  ) {
    self.amsgrad = amsgrad
    super.init(
      parameters, learningRate: learningRate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, maximize: maximize)
  }

  /// Whether weight decay shrinks the parameter itself instead of acting on its gradient.
  var shrinksParameter: Bool { false }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let (rate, decay) = (options[.learningRate], options[.weightDecay])
    AdamStep(
      parameter: parameter, gradient: gradient,
      mean: state.tensor("exp_avg", like: parameter),
      squares: state.tensor("exp_avg_sq", like: parameter),
      largest: amsgrad ? state.tensor("max_exp_avg_sq", like: parameter) : nil,
      beta1: options[.beta1], beta2: options[.beta2], epsilon: options[.epsilon],
      rate: rate / correction(options[.beta1], state),
      root: correction(options[.beta2], state).squareRoot(),
      shrink: shrinksParameter ? 1 - rate * decay : 1, decay: shrinksParameter ? 0 : decay
    ).run()
  }

  public override func stateShapes(
    _ parameter: Tensor, _ options: ParameterGroup
  ) -> [String: Shape] {
    var shapes = super.stateShapes(parameter, options)
    if amsgrad { shapes["max_exp_avg_sq"] = parameter.shape }
    return shapes
  }
}

/// ``Adam`` with weight decay decoupled from the gradient: each step first multiplies the parameter
/// by 1 - learningRate weightDecay. `torch.optim.AdamW`.
///
/// (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2017.)
public final class AdamW: Adam {
  /// The same as ``Adam``, except for the default weight decay.
  public override init(
    _ parameters: [Tensor], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8, weightDecay: Double = 1e-2, amsgrad: Bool = false,
    maximize: Bool = false
  ) {
    super.init(
      parameters, learningRate: learningRate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, amsgrad: amsgrad, maximize: maximize)
  }

  override var shrinksParameter: Bool { true }
}

struct AdamStep: StepKernel {
  var parameter: Tensor, gradient: Tensor
  let mean: Tensor, squares: Tensor, largest: Tensor?
  let beta1: Double, beta2: Double, epsilon: Double
  let rate: Double, root: Double, shrink: Double, decay: Double

  func visit<T: FloatingElement>(_ type: T.Type) {
    let (p, g) = (parameter.pointer(T.self), gradient.pointer(T.self))
    let (m, v, top) = (mean.pointer(T.self), squares.pointer(T.self), largest?.pointer(T.self))
    let (keep, new, newSquare) = (T(beta2), T(1 - beta1), T(1 - beta2))
    let (rate, root, epsilon) = (T(rate), T(root), T(epsilon))
    let (shrink, decay) = (T(shrink), T(decay))
    if T.isSingle && top == nil { return visitFloats() }
    for i in 0..<parameter.elementCount {
      let slope = g[i] + decay * p[i]
      m[i] += (slope - m[i]) * new
      v[i] = v[i] * keep + slope * slope * newSquare
      if let top { top[i] = Swift.max(top[i], v[i]) }
      let size = (top ?? v)[i].squareRoot() / root + epsilon
      p[i] = p[i] * shrink - rate * m[i] / size
    }
  }

  var onDevice: (kernel: String, tensors: [Tensor], numbers: [Double], flag: Bool) {
    (
      "adam", [parameter, gradient, mean, squares, largest ?? squares],
      [beta2, 1 - beta1, 1 - beta2, rate, root, epsilon, shrink, decay], largest != nil
    )
  }

  /// The same for float32, with a vector function.
  private func visitFloats() {
    let (p, g) = (parameter.pointer(Float.self), gradient.pointer(Float.self))
    let (m, v) = (mean.pointer(Float.self), squares.pointer(Float.self))
    let options = ck_adam_options(
      new_mean: Float(1 - beta1), kept_square: Float(beta2), new_square: Float(1 - beta2),
      root: Float(root), epsilon: Float(epsilon), rate: Float(rate), shrink: Float(shrink),
      decay: Float(decay))
    inParallel(parameter.elementCount) {
      let start = $0.lowerBound
      ck_adam(p + start, g + start, m + start, v + start, $0.count, options)
    }
  }
}
