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

/// Gives back its input: a place to put another module later. `torch.nn.Identity`.
public final class Identity: Module {
  public override func forward(_ input: Tensor) -> Tensor { input }
}
