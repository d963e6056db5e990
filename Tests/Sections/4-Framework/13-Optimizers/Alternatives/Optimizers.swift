// 4.13 Optimizers: a second solution. Number by number, with what is remembered in arrays of one's own.

import Kindling
import RealModule

/// Two remembered numbers for each number of each parameter.
private final class Memory {
  private var pairs: [ObjectIdentifier: [(Double, Double)]] = [:]

  /// Changes each number p by what `move` gives for its gradient.
  func step(
    _ parameter: Tensor, _ gradient: Tensor, move: (Double, inout (Double, Double)) -> Double
  ) {
    var memory = pairs[ObjectIdentifier(parameter)] ?? []
    let slopes = gradient.doubles()
    if memory.isEmpty { memory = slopes.map { _ in (0, 0) } }
    let moves = slopes.indices.map { move(slopes[$0], &memory[$0]) }
    pairs[ObjectIdentifier(parameter)] = memory
    parameter -= Tensor(moves, dtype: parameter.dtype).view(parameter.shape)
  }
}

public final class OwnSGD: Optimizer {
  private let memory = Memory()
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
    let (rate, momentum) = (options[.learningRate], options[.momentum])
    memory.step(parameter, gradient) { slope, kept in
      kept.0 = momentum * kept.0 + slope
      return rate * (nesterov ? slope + momentum * kept.0 : kept.0)
    }
  }
}

public final class OwnAdagrad: Optimizer {
  private let memory = Memory()

  public init(_ parameters: [Tensor], learningRate: Double = 0.01, epsilon: Double = 1e-10) {
    super.init(parameters, options: [.learningRate: learningRate, .epsilon: epsilon])
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    memory.step(parameter, gradient) { slope, kept in
      kept.0 += slope * slope
      return options[.learningRate] * slope / (kept.0.squareRoot() + options[.epsilon])
    }
  }
}

public final class OwnRMSprop: Optimizer {
  private let memory = Memory()

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
    memory.step(parameter, gradient) { slope, kept in
      kept.0 += (1 - options[.alpha]) * (slope * slope - kept.0)
      return options[.learningRate] * slope / (kept.0.squareRoot() + options[.epsilon])
    }
  }
}

public final class OwnAdadelta: Optimizer {
  private let memory = Memory()

  public init(
    _ parameters: [Tensor], learningRate: Double = 1, rho: Double = 0.9, epsilon: Double = 1e-6
  ) {
    super.init(parameters, options: [.learningRate: learningRate, .rho: rho, .epsilon: epsilon])
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    let (rho, epsilon) = (options[.rho], options[.epsilon])
    memory.step(parameter, gradient) { slope, kept in
      kept.0 += (1 - rho) * (slope * slope - kept.0)
      let step = ((kept.1 + epsilon) / (kept.0 + epsilon)).squareRoot() * slope
      kept.1 += (1 - rho) * (step * step - kept.1)
      return options[.learningRate] * step
    }
  }
}

public final class OwnAdam: Optimizer {
  private let memory = Memory()

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
    let rate = options[.learningRate] / (1 - Double.pow(beta1, state.steps))
    let shortfall = 1 - Double.pow(beta2, state.steps)
    memory.step(parameter, gradient) { slope, kept in
      kept.0 += (1 - beta1) * (slope - kept.0)
      kept.1 += (1 - beta2) * (slope * slope - kept.1)
      return rate * kept.0 / ((kept.1 / shortfall).squareRoot() + options[.epsilon])
    }
  }
}

public final class OwnAdamax: Optimizer {
  private let memory = Memory()

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
    let (beta1, beta2) = (options[.beta1], options[.beta2])
    let rate = options[.learningRate] / (1 - Double.pow(beta1, state.steps))
    memory.step(parameter, gradient) { slope, kept in
      kept.0 += (1 - beta1) * (slope - kept.0)
      kept.1 = max(beta2 * kept.1, abs(slope) + options[.epsilon])
      return rate * kept.0 / kept.1
    }
  }
}
