/// A number that steers an optimizer and may differ from group to group.
public struct OptimizerOption: Hashable, Sendable {
  /// PyTorch's name, under which the value is saved.
  public let name: String
  /// How a message calls it: `a learning rate`.
  let title: String
  /// Values from 0 up to, not including, this one are allowed.
  let limit: Double

  /// An option for an optimizer of your own, with values from 0 up to `limit`.
  public init(_ name: String, title: String, limit: Double = .infinity) {
    self.name = name
    self.title = title
    self.limit = limit
  }

  /// Traps with `SGD: a learning rate of -0.1 is negative`, or `Adam: a beta1 of 1.0 is not below
  /// 1.0`.
  func validate(_ value: Double, _ owner: String) {
    check(value >= 0, owner, "\(title) of \(value) is negative")
    check(value < limit, owner, "\(title) of \(value) is not below \(limit)")
  }

  public static func == (a: OptimizerOption, b: OptimizerOption) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension OptimizerOption {
  /// How far a step goes.
  public static let learningRate = OptimizerOption("lr", title: "a learning rate")
  /// How strongly parameters are drawn towards 0.
  public static let weightDecay = OptimizerOption("weight_decay", title: "a weight decay")
  /// How much of the last step's direction is kept.
  public static let momentum = OptimizerOption("momentum", title: "a momentum")
  /// How much of the gradient does not enter the momentum.
  public static let dampening = OptimizerOption("dampening", title: "a dampening")
  /// What is added to a denominator, so that no division by 0 happens.
  public static let epsilon = OptimizerOption("eps", title: "an epsilon")
  /// How slowly the mean of squared gradients changes, in ``RMSprop``.
  public static let alpha = OptimizerOption("alpha", title: "an alpha")
  /// How slowly the means of squares change, in ``Adadelta``.
  public static let rho = OptimizerOption("rho", title: "a rho", limit: 1.0.nextUp)
  /// How fast the learning rate falls, in ``Adagrad``.
  public static let learningRateDecay = OptimizerOption("lr_decay", title: "a rate decay")
  /// How slowly the mean of gradients changes, in ``Adam`` and its kin.
  public static let beta1 = OptimizerOption("beta1", title: "a beta1", limit: 1)
  /// How slowly the mean of squared gradients changes, in ``Adam`` and its kin.
  public static let beta2 = OptimizerOption("beta2", title: "a beta2", limit: 1)
  /// How fast the momentum of ``NAdam`` approaches beta1.
  public static let momentumDecay = OptimizerOption("momentum_decay", title: "a momentum decay")
}
