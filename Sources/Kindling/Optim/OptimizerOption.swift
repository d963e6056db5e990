/// A numeric option of an optimizer, which may differ from group to group.
public struct OptimizerOption: Hashable, Sendable {
  /// PyTorch's name, under which the value is saved.
  public let name: String
  /// The name used in messages: `a learning rate`.
  let title: String
  /// The exclusive upper limit of the allowed values, which start at 0.
  let limit: Double

  /// An option for an optimizer of your own, with values from 0 up to but not including `limit`.
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
  /// The step size.
  public static let learningRate = OptimizerOption("lr", title: "a learning rate")
  /// How strongly parameters are pulled towards 0.
  public static let weightDecay = OptimizerOption("weight_decay", title: "a weight decay")
  /// The fraction of the previous step's direction that is kept.
  public static let momentum = OptimizerOption("momentum", title: "a momentum")
  /// The fraction of the gradient that is left out of the momentum.
  public static let dampening = OptimizerOption("dampening", title: "a dampening")
  /// The value added to a denominator to avoid division by 0.
  public static let epsilon = OptimizerOption("eps", title: "an epsilon")
  /// The decay rate of the mean of squared gradients in ``RMSprop``.
  public static let alpha = OptimizerOption("alpha", title: "an alpha")
  /// The decay rate of the means of squares in ``Adadelta``.
  public static let rho = OptimizerOption("rho", title: "a rho", limit: 1.0.nextUp)
  /// How fast the learning rate decays in ``Adagrad``.
  public static let learningRateDecay = OptimizerOption("lr_decay", title: "a rate decay")
  /// The decay rate of the mean of gradients in ``Adam`` and its variants.
  public static let beta1 = OptimizerOption("beta1", title: "a beta1", limit: 1)
  /// The decay rate of the mean of squared gradients in ``Adam`` and its variants.
  public static let beta2 = OptimizerOption("beta2", title: "a beta2", limit: 1)
  /// How fast the momentum of ``NAdam`` approaches beta1.
  public static let momentumDecay = OptimizerOption("momentum_decay", title: "a momentum decay")
}
