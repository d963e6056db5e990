// 4.13 Optimizers
//
// Lesson: docs/lessons/4-framework/13-optimizers.md
// Try:    grade try 4.13
// Grade:  grade 4.13
//
// Replace each `unanswered()` with your answer. Keep the names, the labels and the types. Each part
// is graded alone, so you can answer them in any order.
//
// Each type derives from the library's `Optimizer`, and everything is given but `update`. There you
// change one parameter, by its rule. `step()` calls it for each parameter that has a gradient, and
// nothing is recorded meanwhile.
//
// - `parameter` is float32 or float64, of any shape, and its numbers are finite. Change them in place,
//   so that everything that holds the tensor sees the new ones.
// - `gradient` has the shape and the dtype of the parameter, and finite numbers. Leave it as it is.
// - `state` is for what you remember of this one parameter. `state.tensor("velocity", like: parameter)`
//   is full of zeros in the first step, and later has what you left in it, if you changed it in place.
//   `state.steps` says which step of this parameter this is; the first is 1.
// - `options` has the numbers that the optimizer was made with, such as `options[.learningRate]`. They
//   may be changed from step to step, and may differ between parameters, so read them in each step.
//
// In the rules p is a number of the parameter and g its gradient. All products, squares, roots and
// quotients are taken number by number. What a rule remembers starts at 0.
//
// The library's optimizers, such as `SGD` and `Adam`, are not allowed.

import Kindling
import RealModule

/// Part 1, 3 points. Gradient descent with momentum: each step keeps some of the motion of the last.
///
///     v <- momentum * v + g
///     p <- p - learningRate * v
///
/// With Nesterov's, the second line is p <- p - learningRate * (g + momentum * v), with the new v.
///
/// Example, for a parameter that starts at 1 and gets the gradient 1 in each step:
/// ```
/// OwnSGD([weight], learningRate: 0.1, momentum: 0.5)                  // 0.9, 0.75, 0.575
/// OwnSGD([weight], learningRate: 0.1, momentum: 0.5, nesterov: true)  // 0.85, 0.675, 0.4875
/// ```
public final class OwnSGD: Optimizer {
  /// Whether the momentum is Nesterov's.
  private let nesterov: Bool

  public init(
    _ parameters: [Tensor], learningRate: Double, momentum: Double = 0, nesterov: Bool = false
  ) {
    self.nesterov = nesterov
    super.init(parameters, options: [.learningRate: learningRate, .momentum: momentum])
  }

  /// - Parameters:
  ///   - parameter: the tensor to change.
  ///   - gradient: the slope of the loss for each of its numbers.
  ///   - state: what is remembered of this parameter.
  ///   - options: `.learningRate` and `.momentum`.
  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    unanswered()
  }
}

/// Part 2, 1 point. Adagrad: a number that has had large gradients takes small steps.
///
///     s <- s + g^2
///     p <- p - learningRate * g / (sqrt(s) + epsilon)
///
/// Example, for a parameter that starts at 1 and gets the gradients 3 and 4:
/// ```
/// OwnAdagrad([weight], learningRate: 0.1)  // 0.9, 0.82
/// ```
public final class OwnAdagrad: Optimizer {
  public init(_ parameters: [Tensor], learningRate: Double = 0.01, epsilon: Double = 1e-10) {
    super.init(parameters, options: [.learningRate: learningRate, .epsilon: epsilon])
  }

  /// - Parameters:
  ///   - parameter: the tensor to change.
  ///   - gradient: the slope of the loss for each of its numbers.
  ///   - state: what is remembered of this parameter.
  ///   - options: `.learningRate` and `.epsilon`.
  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    unanswered()
  }
}

/// Part 3, 1 point. RMSprop: as Adagrad, with a mean that forgets in place of a sum that only grows.
///
///     s <- alpha * s + (1 - alpha) * g^2
///     p <- p - learningRate * g / (sqrt(s) + epsilon)
///
/// Example, for a parameter that starts at 1 and gets the gradient 1 in each step:
/// ```
/// OwnRMSprop([weight], learningRate: 0.1, alpha: 0.75)  // 0.8, 0.6488, 0.5173
/// ```
public final class OwnRMSprop: Optimizer {
  public init(
    _ parameters: [Tensor], learningRate: Double = 0.01, alpha: Double = 0.99,
    epsilon: Double = 1e-8
  ) {
    super.init(
      parameters, options: [.learningRate: learningRate, .alpha: alpha, .epsilon: epsilon])
  }

  /// - Parameters:
  ///   - parameter: the tensor to change.
  ///   - gradient: the slope of the loss for each of its numbers.
  ///   - state: what is remembered of this parameter.
  ///   - options: `.learningRate`, `.alpha` and `.epsilon`.
  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    unanswered()
  }
}

/// Part 4, 1 point. Adadelta: the steps so far say how long the next one is.
///
///     s <- rho * s + (1 - rho) * g^2
///     d = sqrt(u + epsilon) / sqrt(s + epsilon) * g
///     u <- rho * u + (1 - rho) * d^2
///     p <- p - learningRate * d
///
/// Here epsilon is added under the roots. The second line takes u as the step before left it.
///
/// Example, for a parameter that starts at 1 and gets the gradient 1 in each step:
/// ```
/// OwnAdadelta([weight], rho: 0.5, epsilon: 0.01)  // 0.86, 0.6985, 0.5209
/// ```
public final class OwnAdadelta: Optimizer {
  public init(
    _ parameters: [Tensor], learningRate: Double = 1, rho: Double = 0.9, epsilon: Double = 1e-6
  ) {
    super.init(parameters, options: [.learningRate: learningRate, .rho: rho, .epsilon: epsilon])
  }

  /// - Parameters:
  ///   - parameter: the tensor to change.
  ///   - gradient: the slope of the loss for each of its numbers.
  ///   - state: what is remembered of this parameter.
  ///   - options: `.learningRate`, `.rho` and `.epsilon`.
  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    unanswered()
  }
}

/// Part 5, 2 points. Adam: a mean of the gradients, divided by the root of a mean of their squares.
///
///     m <- beta1 * m + (1 - beta1) * g
///     s <- beta2 * s + (1 - beta2) * g^2
///     p <- p - learningRate * (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + epsilon)
///
/// Here t is the number of this step of this parameter, from 1.
///
/// Example, for a parameter that starts at 1 and gets the gradients 1, 1 and -1:
/// ```
/// OwnAdam([weight], learningRate: 0.1, betas: (0.5, 0.75))  // 0.9, 0.8, 0.8143
/// ```
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

  /// - Parameters:
  ///   - parameter: the tensor to change.
  ///   - gradient: the slope of the loss for each of its numbers.
  ///   - state: what is remembered of this parameter.
  ///   - options: `.learningRate`, `.beta1`, `.beta2` and `.epsilon`.
  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    unanswered()
  }
}

/// Part 6, 2 points. Adamax: Adam with the largest gradient so far, slowly forgotten, as the size.
///
///     m <- beta1 * m + (1 - beta1) * g
///     u <- the larger of beta2 * u and |g| + epsilon
///     p <- p - learningRate / (1 - beta1^t) * m / u
///
/// Here t is the number of this step of this parameter, from 1.
///
/// Example, for a parameter that starts at 1 and gets the gradients 1, 4 and 1:
/// ```
/// OwnAdamax([weight], learningRate: 0.1, betas: (0.5, 0.75))  // 0.9, 0.825, 0.7631
/// ```
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

  /// - Parameters:
  ///   - parameter: the tensor to change.
  ///   - gradient: the slope of the loss for each of its numbers.
  ///   - state: what is remembered of this parameter.
  ///   - options: `.learningRate`, `.beta1`, `.beta2` and `.epsilon`.
  public override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, options: ParameterGroup
  ) {
    unanswered()
  }
}
