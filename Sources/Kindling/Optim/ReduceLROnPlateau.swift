/// A schedule that lowers the learning rates when a measure has stopped improving.
/// `torch.optim.lr_scheduler.ReduceLROnPlateau`.
///
/// ```swift
/// let schedule = ReduceLROnPlateau(optimizer, patience: 5)
/// for _ in 0..<100 {
///   train(model, optimizer)
///   schedule.step(validationLoss)
/// }
/// ```
public final class ReduceLROnPlateau {
  /// Whether lower or higher is better.
  public enum Mode: Sendable { case min, max }

  /// The smallest improvement that counts: a fraction of the best so far, or an absolute amount.
  public enum Threshold: Sendable {
    /// A fraction of the best so far.
    case relative(Double)
    /// An absolute amount.
    case absolute(Double)
  }

  /// The best measure so far.
  public private(set) var best: Double
  /// The number of epochs in a row without an improvement.
  public private(set) var badEpochs: Int = 0
  private(set) var coolingEpochs = 0
  private let optimizer: Optimizer
  private let mode: Mode, threshold: Threshold
  private let factor: Double, minimum: Double, epsilon: Double
  private let patience: Int, cooldown: Int

  /// A schedule for every group of `optimizer`.
  ///
  /// - Parameters:
  ///   - optimizer: the optimizer whose learning rates change.
  ///   - mode: whether lower or higher is better.
  ///   - factor: the factor that a learning rate is multiplied by.
  ///   - patience: how many epochs without an improvement are tolerated.
  ///   - threshold: the smallest improvement that counts.
  ///   - cooldown: how many epochs after a change are not counted.
  ///   - minimum: the lower bound on the learning rates.
  ///   - epsilon: a change no larger than this is not made.
  ///
  /// Traps with `ReduceLROnPlateau: a factor of 1.0 does not lower anything`.
  public init(
    _ optimizer: Optimizer, mode: Mode = .min, factor: Double = 0.1, patience: Int = 10,
    threshold: Threshold = .relative(1e-4), cooldown: Int = 0, minimum: Double = 0,
    epsilon: Double = 1e-8
  ) {
    check(
      factor >= 0 && factor < 1, "ReduceLROnPlateau",
      "a factor of \(factor) does not lower anything")
    self.optimizer = optimizer
    (self.mode, self.threshold) = (mode, threshold)
    (self.factor, self.minimum, self.epsilon) = (factor, minimum, epsilon)
    (self.patience, self.cooldown) = (patience, cooldown)
    best = mode == .min ? .infinity : -.infinity
  }

  /// Records the measure of a completed epoch, and lowers the learning rates if needed.
  public func step(_ measure: Double) {
    if isBetter(measure) {
      best = measure
      badEpochs = 0
    } else {
      badEpochs += 1
    }
    if coolingEpochs > 0 {
      coolingEpochs -= 1
      badEpochs = 0
    }
    guard badEpochs > patience else { return }
    coolingEpochs = cooldown
    badEpochs = 0
    for index in optimizer.groups.indices {
      let before = optimizer.groups[index][.learningRate]
      let after = Swift.max(before * factor, minimum)
      if before - after > epsilon { optimizer.groups[index][.learningRate] = after }
    }
  }

  /// Resumes from a saved state.
  func resume(best: Double, badEpochs: Int, coolingEpochs: Int) {
    (self.best, self.badEpochs, self.coolingEpochs) = (best, badEpochs, coolingEpochs)
  }

  private func isBetter(_ measure: Double) -> Bool {
    switch (mode, threshold) {
    case (.min, .relative(let share)): measure < best * (1 - share)
    case (.max, .relative(let share)): measure > best * (1 + share)
    case (.min, .absolute(let amount)): measure < best - amount
    case (.max, .absolute(let amount)): measure > best + amount
    }
  }
}
