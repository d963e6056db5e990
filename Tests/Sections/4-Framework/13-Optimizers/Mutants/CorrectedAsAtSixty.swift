// Mutant: after 60 steps the correction no longer changes. Caught by: testAdamKeepsAStateForEachParameter

import Kindling
import RealModule

public final class OwnSGD: Optimizer {
  private let nesterov: Bool

  public init(
    _ parameters: [Tensor], learningRate: Double, momentum: Double = 0, nesterov: Bool = false
  ) {
    self.nesterov = nesterov
    super.init(parameters, options: [.learningRate: learningRate, .momentum: momentum])
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let momentum = options[.momentum]
    let velocity = state.tensor("velocity", like: parameter)
    velocity *= momentum
    velocity += gradient
    let direction = nesterov ? gradient + velocity * momentum : velocity
    parameter -= direction * options[.learningRate]
  }
}

public final class OwnAdagrad: Optimizer {
  public init(_ parameters: [Tensor], learningRate: Double = 0.01, epsilon: Double = 1e-10) {
    super.init(parameters, options: [.learningRate: learningRate, .epsilon: epsilon])
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let sum = state.tensor("sum", like: parameter)
    sum += gradient.square()
    parameter -= gradient / (sum.sqrt() + options[.epsilon]) * options[.learningRate]
  }
}

public final class OwnRMSprop: Optimizer {
  public init(
    _ parameters: [Tensor], learningRate: Double = 0.01, alpha: Double = 0.99,
    epsilon: Double = 1e-8
  ) {
    super.init(
      parameters, options: [.learningRate: learningRate, .alpha: alpha, .epsilon: epsilon])
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let squares = state.tensor("squares", like: parameter)
    squares *= options[.alpha]
    squares += gradient.square() * (1 - options[.alpha])
    parameter -= gradient / (squares.sqrt() + options[.epsilon]) * options[.learningRate]
  }
}

public final class OwnAdadelta: Optimizer {
  public init(
    _ parameters: [Tensor], learningRate: Double = 1, rho: Double = 0.9, epsilon: Double = 1e-6
  ) {
    super.init(parameters, options: [.learningRate: learningRate, .rho: rho, .epsilon: epsilon])
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let (rho, epsilon) = (options[.rho], options[.epsilon])
    let squares = state.tensor("squares", like: parameter)
    let lengths = state.tensor("lengths", like: parameter)
    squares *= rho
    squares += gradient.square() * (1 - rho)
    let step = (lengths + epsilon).sqrt() / (squares + epsilon).sqrt() * gradient
    lengths *= rho
    lengths += step.square() * (1 - rho)
    parameter -= step * options[.learningRate]
  }
}

public final class OwnAdam: Optimizer {
  public init(
    _ parameters: [Tensor], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8
  ) {
    super.init(
      parameters,
      options: [
        .learningRate: learningRate, .beta1: betas.0, .beta2: betas.1, .epsilon: epsilon,
      ])
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let (beta1, beta2) = (options[.beta1], options[.beta2])
    let mean = state.tensor("mean", like: parameter)
    let squares = state.tensor("squares", like: parameter)
    mean *= beta1
    mean += gradient * (1 - beta1)
    squares *= beta2
    squares += gradient.square() * (1 - beta2)
    let direction = mean / (1 - Double.pow(beta1, Swift.min(state.steps, 60)))
    let size = (squares / (1 - Double.pow(beta2, state.steps))).sqrt() + options[.epsilon]
    parameter -= direction / size * options[.learningRate]
  }
}

public final class OwnAdamax: Optimizer {
  public init(
    _ parameters: [Tensor], learningRate: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8
  ) {
    super.init(
      parameters,
      options: [
        .learningRate: learningRate, .beta1: betas.0, .beta2: betas.1, .epsilon: epsilon,
      ])
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let beta1 = options[.beta1]
    let mean = state.tensor("mean", like: parameter)
    let largest = state.tensor("largest", like: parameter)
    mean *= beta1
    mean += gradient * (1 - beta1)
    largest.copy(
      from: (largest * options[.beta2]).maximum(gradient.abs() + options[.epsilon]))
    let rate = options[.learningRate] / (1 - Double.pow(beta1, state.steps))
    parameter -= mean / largest * rate
  }
}
