import RealModule

/// A schedule that changes an optimizer's learning rates during training.
/// `torch.optim.lr_scheduler`.
///
/// A subclass defines the rate of each epoch. Call ``step()`` after each epoch. Several schedules
/// can act on one optimizer, and a rate can be set by hand in between: as in PyTorch, most
/// schedules here continue from the current rate.
///
/// ```swift
/// let schedule = StepLR(optimizer, every: 30, gamma: 0.1)
/// for _ in 0..<100 {
///   train(model, optimizer)
///   schedule.step()
/// }
/// ```
open class LearningRateSchedule {
  /// The optimizer whose learning rates change.
  public final let optimizer: Optimizer
  /// The learning rate of each group when its first schedule was made.
  public private(set) final var initialRates: [Double]
  /// The number of completed epochs. Setting it moves the schedule to that epoch, regardless of the
  /// current rates.
  public final var epoch: Int {
    get { passed }
    set {
      passed = newValue
      setRates { initial, _ in rate(newValue, initial: initial) }
    }
  }
  private final var passed = 0

  /// A schedule that starts from the optimizer's current learning rates.
  public init(_ optimizer: Optimizer) {
    self.optimizer = optimizer
    for index in optimizer.groups.indices where optimizer.groups[index].initialLearningRate == nil {
      optimizer.groups[index].initialLearningRate = optimizer.groups[index][.learningRate]
    }
    initialRates = optimizer.groups.map { $0.initialLearningRate! }
    setRates { rate(0, initial: $0, current: $1) }
  }

  /// Returns the learning rate of an epoch, counted from 0, for a group whose initial rate is
  /// `initial`.
  ///
  /// Traps unless a subclass overrides it.
  open func rate(_ epoch: Int, initial: Double) -> Double {
    fail("\(type(of: self))", "override rate(_:initial:) to say how the learning rate changes")
  }

  /// Returns the learning rate of an epoch for a group whose rate is `current` in the previous
  /// epoch, or now for epoch 0. Unless overridden, calls ``rate(_:initial:)``, which ignores the
  /// current rate.
  open func rate(_ epoch: Int, initial: Double, current: Double) -> Double {
    rate(epoch, initial: initial)
  }

  /// Advances to the next epoch.
  public final func step() {
    passed += 1
    setRates { rate(passed, initial: $0, current: $1) }
  }

  /// The current learning rate of each group.
  public final var rates: [Double] { optimizer.groups.map { $0[.learningRate] } }

  /// Resumes from a saved state.
  final func resume(at epoch: Int, from initialRates: [Double]) {
    self.initialRates = initialRates
    passed = epoch
  }

  private final func setRates(_ rate: (_ initial: Double, _ current: Double) -> Double) {
    for (index, initial) in initialRates.enumerated() {
      let next = rate(initial, optimizer.groups[index][.learningRate])
      // Rounding can leave a rate that falls to 0 just below it.
      let isRounded = next < 0 && next > -1e-12 * initial
      optimizer.groups[index][.learningRate] = isRounded ? 0 : next
    }
  }
}

/// Multiplies the learning rate by gamma every time a fixed number of epochs has passed.
/// `torch.optim.lr_scheduler.StepLR`.
public final class StepLR: LearningRateSchedule {
  private let every: Int, gamma: Double

  /// Traps with `StepLR: 0 epochs are not a period`.
  public init(_ optimizer: Optimizer, every: Int, gamma: Double = 0.1) {
    check(every > 0, "StepLR", "\(every) epochs are not a period")
    (self.every, self.gamma) = (every, gamma)
    super.init(optimizer)
  }

  public override func rate(_ epoch: Int, initial: Double) -> Double {
    initial * .pow(gamma, epoch / every)
  }

  public override func rate(_ epoch: Int, initial: Double, current: Double) -> Double {
    epoch > 0 && epoch % every == 0 ? current * gamma : current
  }
}

/// Multiplies the learning rate by gamma at each of the given epochs.
/// `torch.optim.lr_scheduler.MultiStepLR`.
public final class MultiStepLR: LearningRateSchedule {
  private let milestones: [Int], gamma: Double

  /// A schedule with the given milestones; an epoch can be listed more than once.
  public init(_ optimizer: Optimizer, at milestones: [Int], gamma: Double = 0.1) {
    (self.milestones, self.gamma) = (milestones, gamma)
    super.init(optimizer)
  }

  public override func rate(_ epoch: Int, initial: Double) -> Double {
    initial * .pow(gamma, milestones.count { $0 <= epoch })
  }

  public override func rate(_ epoch: Int, initial: Double, current: Double) -> Double {
    let count = milestones.count { $0 == epoch }
    return count == 0 ? current : current * .pow(gamma, count)
  }
}

/// Multiplies the learning rate by gamma after every epoch.
/// `torch.optim.lr_scheduler.ExponentialLR`.
public final class ExponentialLR: LearningRateSchedule {
  private let gamma: Double

  /// A schedule with the factor `gamma`, which is usually slightly below 1.
  public init(_ optimizer: Optimizer, gamma: Double) {
    self.gamma = gamma
    super.init(optimizer)
  }

  public override func rate(_ epoch: Int, initial: Double) -> Double {
    initial * .pow(gamma, epoch)
  }

  public override func rate(_ epoch: Int, initial: Double, current: Double) -> Double {
    epoch == 0 ? current : current * gamma
  }
}

/// Lowers the learning rate to `minimum` along half a cosine.
/// `torch.optim.lr_scheduler.CosineAnnealingLR`.
///
/// minimum + (initial - minimum) (1 + cos(pi epoch / epochs)) / 2; it rises again after that.
/// (Loshchilov and Hutter, "SGDR", 2016.)
public final class CosineAnnealingLR: LearningRateSchedule {
  private let epochs: Int, minimum: Double

  /// Traps with `CosineAnnealingLR: 0 epochs are not a period`.
  public init(_ optimizer: Optimizer, epochs: Int, minimum: Double = 0) {
    check(epochs > 0, "CosineAnnealingLR", "\(epochs) epochs are not a period")
    (self.epochs, self.minimum) = (epochs, minimum)
    super.init(optimizer)
  }

  public override func rate(_ epoch: Int, initial: Double) -> Double {
    minimum + (initial - minimum) * (1 + cosine(epoch)) / 2
  }

  /// Scales the previous rate by the ratio of the two cosine terms; at the turning point, where the
  /// ratio is 0 / 0, adds the increment of the first step up instead.
  public override func rate(_ epoch: Int, initial: Double, current: Double) -> Double {
    if epoch == 0 { return current }
    if (epoch - 1 - epochs) % (2 * epochs) == 0 {
      return current + (initial - minimum) * (1 - cosine(1)) / 2
    }
    return (1 + cosine(epoch)) / (1 + cosine(epoch - 1)) * (current - minimum) + minimum
  }

  private func cosine(_ epoch: Int) -> Double { .cos(.pi * Double(epoch) / Double(epochs)) }
}

/// Multiplies each initial learning rate by a function of the epoch.
/// `torch.optim.lr_scheduler.LambdaLR`.
public final class LambdaLR: LearningRateSchedule {
  private let factor: (Int) -> Double

  /// `factor` is called with the number of completed epochs.
  public init(_ optimizer: Optimizer, _ factor: @escaping (_ epoch: Int) -> Double) {
    self.factor = factor
    super.init(optimizer)
  }

  public override func rate(_ epoch: Int, initial: Double) -> Double { initial * factor(epoch) }
}
