import CKernels

/// Gradient descent: each step moves every parameter against its gradient.
/// `torch.optim.SGD`.
///
/// parameter <- parameter - learningRate * gradient
///
/// With a momentum m, the direction v <- m v + (1 - dampening) gradient replaces the gradient,
/// starting from the first gradient; with Nesterov momentum, gradient + m v does.
///
/// ```swift
/// let optimizer = SGD(model.parameters(), learningRate: 0.1)
/// for (x, y) in batches {
///   optimizer.zeroGrad()
///   crossEntropy(model(x), y).backward()
///   optimizer.step()
/// }
/// ```
public final class SGD: Optimizer {
  private let nesterov: Bool

  /// An optimizer of `parameters`.
  ///
  /// - Parameters:
  ///   - parameters: the tensors to update; at least one requires a gradient.
  ///   - learningRate: the step size; can be changed between steps.
  ///   - momentum: the fraction of the previous step that is repeated.
  ///   - dampening: the fraction of the gradient that is left out of the momentum.
  ///   - nesterov: whether to use Nesterov momentum, which looks a step ahead.
  ///   - weightDecay: the multiple of the parameter that is added to its gradient.
  ///   - maximize: whether to step up the gradient instead of down.
  ///
  /// Traps like every ``Optimizer``, and with `SGD: Nesterov's momentum needs a momentum above 0
  /// and no dampening`.
  public init(
    _ parameters: [Tensor], learningRate: Double, momentum: Double = 0, dampening: Double = 0,
    nesterov: Bool = false, weightDecay: Double = 0, maximize: Bool = false
  ) {
    check(
      !nesterov || (momentum > 0 && dampening == 0), "SGD",
      "Nesterov's momentum needs a momentum above 0 and no dampening")
    self.nesterov = nesterov
    super.init(
      parameters,
      options: [
        .learningRate: learningRate, .momentum: momentum, .dampening: dampening,
        .weightDecay: weightDecay,
      ], maximize: maximize)
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let momentum = options[.momentum]
    let isFirst = state.tensors["momentum_buffer"] == nil
    SGDStep(
      parameter: parameter, gradient: gradient,
      velocity: momentum == 0 ? nil : state.tensor("momentum_buffer", like: parameter),
      rate: options[.learningRate], decay: options[.weightDecay], momentum: momentum,
      share: isFirst ? 1 : 1 - options[.dampening], looksAhead: nesterov
    ).run()
  }

  public override func stateShapes(
    _ parameter: Tensor, _ options: ParameterGroup
  ) -> [String: Shape] {
    options[.momentum] == 0 ? [:] : ["momentum_buffer": parameter.shape]
  }
}

struct SGDStep: StepKernel {
  var parameter: Tensor, gradient: Tensor
  let velocity: Tensor?
  let rate: Double, decay: Double, momentum: Double, share: Double
  let looksAhead: Bool

  var onDevice: (kernel: String, tensors: [Tensor], numbers: [Double], flag: Bool) {
    (
      "sgd", [parameter, gradient, velocity ?? parameter],
      [rate, decay, momentum, share, looksAhead ? 1 : 0], velocity != nil
    )
  }

  func visit<T: FloatingElement>(_ type: T.Type) {
    let (p, g) = (parameter.pointer(T.self), gradient.pointer(T.self))
    let (rate, decay) = (T(rate), T(decay))
    guard let v = velocity?.pointer(T.self) else {
      if T.isSingle {
        let (p, g, rate, decay) = (floats(p), floats(g), Float(rate), Float(decay))
        return inParallel(parameter.elementCount) {
          ck_sgd(p + $0.lowerBound, g + $0.lowerBound, rate, decay, $0.count)
        }
      }
      for i in 0..<parameter.elementCount { p[i] -= rate * (g[i] + decay * p[i]) }
      return
    }
    let (momentum, share) = (T(momentum), T(share))
    for i in 0..<parameter.elementCount {
      let slope = g[i] + decay * p[i]
      v[i] = momentum * v[i] + share * slope
      p[i] -= rate * (looksAhead ? slope + momentum * v[i] : v[i])
    }
  }
}
