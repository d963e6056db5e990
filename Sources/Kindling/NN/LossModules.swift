/// A module that compares a model's output with the targets: `loss(model(x), y)`.
///
/// To define your own loss, subclass it and override ``forward(_:_:)``.
open class Loss: Module {
  /// How the losses of a batch are reduced.
  public final let reduction: Reduction

  /// A loss that reduces the losses of a batch by `reduction`.
  public init(reduction: Reduction = .mean) { self.reduction = reduction }

  /// Computes the loss of `input` against `target`. Traps unless a subclass overrides it.
  open func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    fail("\(type(of: self))", "override forward(_:_:) to say what this loss computes")
  }

  /// Runs ``forward(_:_:)``.
  public final func callAsFunction(_ input: Tensor, _ target: Tensor) -> Tensor {
    forward(input, target)
  }
}

/// ``mseLoss(_:_:reduction:)`` as a module. `torch.nn.MSELoss`.
public final class MSELoss: Loss {
  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    mseLoss(input, target, reduction: reduction)
  }
}

/// ``l1Loss(_:_:reduction:)`` as a module. `torch.nn.L1Loss`.
public final class L1Loss: Loss {
  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    l1Loss(input, target, reduction: reduction)
  }
}

/// ``smoothL1Loss(_:_:beta:reduction:)`` as a module. `torch.nn.SmoothL1Loss`.
public final class SmoothL1Loss: Loss {
  private let beta: Double

  /// A loss that is quadratic up to a difference of `beta`.
  public init(beta: Double = 1, reduction: Reduction = .mean) {
    self.beta = beta
    super.init(reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    smoothL1Loss(input, target, beta: beta, reduction: reduction)
  }
}

/// ``huberLoss(_:_:delta:reduction:)`` as a module. `torch.nn.HuberLoss`.
public final class HuberLoss: Loss {
  private let delta: Double

  /// A loss that is quadratic up to a difference of `delta`.
  public init(delta: Double = 1, reduction: Reduction = .mean) {
    self.delta = delta
    super.init(reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    huberLoss(input, target, delta: delta, reduction: reduction)
  }
}

/// ``klDivLoss(_:_:logTarget:reduction:)`` as a module. `torch.nn.KLDivLoss`.
public final class KLDivLoss: Loss {
  private let logTarget: Bool
  private let divergenceReduction: DivergenceReduction

  /// A loss whose targets are probabilities, or their logarithms if `logTarget` is true.
  public init(logTarget: Bool = false, reduction: DivergenceReduction = .mean) {
    self.logTarget = logTarget
    divergenceReduction = reduction
    super.init()
  }

  public override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    klDivLoss(input, target, logTarget: logTarget, reduction: divergenceReduction)
  }
}
