/// ``Tensor/relu()`` as a module. `torch.nn.ReLU`.
public final class ReLU: Module {
  public override func forward(_ input: Tensor) -> Tensor { input.relu() }
}

/// ``Tensor/tanh()`` as a module. `torch.nn.Tanh`.
public final class Tanh: Module {
  public override func forward(_ input: Tensor) -> Tensor { input.tanh() }
}

/// ``Tensor/sigmoid()`` as a module. `torch.nn.Sigmoid`.
public final class Sigmoid: Module {
  public override func forward(_ input: Tensor) -> Tensor { input.sigmoid() }
}

/// ``Tensor/leakyRelu(negativeSlope:)`` as a module. `torch.nn.LeakyReLU`.
public final class LeakyReLU: Module {
  /// The slope for negative inputs.
  public let negativeSlope: Double

  /// Multiplies negative numbers by `negativeSlope`.
  public init(negativeSlope: Double = 0.01) { self.negativeSlope = negativeSlope }

  public override func forward(_ input: Tensor) -> Tensor {
    input.leakyRelu(negativeSlope: negativeSlope)
  }

  public override var argumentDescription: String { "negative_slope=\(negativeSlope)" }
}

/// ``Tensor/elu(alpha:)`` as a module. `torch.nn.ELU`.
public final class ELU: Module {
  /// The negative of the value that large negative inputs approach.
  public let alpha: Double

  /// An ELU that approaches -alpha for large negative inputs.
  public init(alpha: Double = 1) { self.alpha = alpha }

  public override func forward(_ input: Tensor) -> Tensor { input.elu(alpha: alpha) }

  public override var argumentDescription: String { "alpha=\(alpha)" }
}

/// ``Tensor/gelu()`` as a module, or ``Tensor/tanhGelu()``. `torch.nn.GELU`.
public final class GELU: Module {
  /// Whether the error function is approximated by a hyperbolic tangent.
  public let isApproximate: Bool

  /// A GELU, computed with the tanh approximation if `approximate` is true.
  public init(approximate: Bool = false) { isApproximate = approximate }

  public override func forward(_ input: Tensor) -> Tensor {
    isApproximate ? input.tanhGelu() : input.gelu()
  }

  public override var argumentDescription: String {
    "approximate='\(isApproximate ? "tanh" : "none")'"
  }
}

/// ``Tensor/softplus(beta:)`` as a module. `torch.nn.Softplus`.
public final class Softplus: Module {
  /// The sharpness of the bend.
  public let beta: Double

  /// A softplus; a larger `beta` brings it closer to ``ReLU``.
  public init(beta: Double = 1) { self.beta = beta }

  public override func forward(_ input: Tensor) -> Tensor { input.softplus(beta: beta) }

  public override var argumentDescription: String { "beta=\(beta), threshold=20.0" }
}

/// ``Tensor/silu()`` as a module. `torch.nn.SiLU`.
public final class SiLU: Module {
  public override func forward(_ input: Tensor) -> Tensor { input.silu() }
}

/// ``Tensor/logSigmoid()`` as a module. `torch.nn.LogSigmoid`.
public final class LogSigmoid: Module {
  public override func forward(_ input: Tensor) -> Tensor { input.logSigmoid() }
}

/// ``Tensor/softmax(dim:)`` as a module. `torch.nn.Softmax`.
public final class Softmax: Module {
  /// The dimension along which the results sum to 1.
  public let dim: Int

  /// Softmax along `dim`.
  public init(dim: Int) { self.dim = dim }

  public override func forward(_ input: Tensor) -> Tensor { input.softmax(dim: dim) }

  public override var argumentDescription: String { "dim=\(dim)" }
}

/// ``Tensor/logSoftmax(dim:)`` as a module. `torch.nn.LogSoftmax`.
public final class LogSoftmax: Module {
  /// The dimension along which the exponentials of the results sum to 1.
  public let dim: Int

  /// Log-softmax along `dim`.
  public init(dim: Int) { self.dim = dim }

  public override func forward(_ input: Tensor) -> Tensor { input.logSoftmax(dim: dim) }

  public override var argumentDescription: String { "dim=\(dim)" }
}

/// Returns its input unchanged: a placeholder for another module. `torch.nn.Identity`.
public final class Identity: Module {
  public override func forward(_ input: Tensor) -> Tensor { input }
}
