/// Gradient descent: each step moves every parameter against its gradient.
/// `torch.optim.SGD`.
///
/// parameter <- parameter - learningRate * gradient
///
/// With a momentum m, the direction v <- m v + (1 - dampening) gradient takes the gradient's place,
/// starting from the first gradient; with Nesterov's, gradient + m v does.
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

  /// - Parameters:
  ///   - learningRate: how far a step goes; may be changed between steps.
  ///   - weightDecay: adds this multiple of the parameter to its gradient.
  ///
  /// Traps as every ``Optimizer``, and with `SGD: Nesterov's momentum needs a momentum above 0 and no
  /// dampening`.
  public init(
    _ parameters: [Tensor], learningRate: Double, momentum: Double = 0, dampening: Double = 0,
    nesterov: Bool = false, weightDecay: Double = 0
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
      ])
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    var direction = decayed(gradient, parameter, options)
    let momentum = options[.momentum]
    if momentum != 0 {
      if let velocity = state.tensors["momentum_buffer"] {
        velocity *= momentum
        velocity += direction * (1 - options[.dampening])
      } else {
        state.tensors["momentum_buffer"] = direction.clone()
      }
      let velocity = state.tensor("momentum_buffer", like: parameter)
      direction = nesterov ? direction + velocity * momentum : velocity
    }
    parameter -= direction * options[.learningRate]
  }

  public override func stateShapes(
    _ parameter: Tensor, _ options: ParameterGroup
  ) -> [String: Shape] {
    options[.momentum] == 0 ? [:] : ["momentum_buffer": parameter.shape]
  }
}
