/// 1 / (1 + exp(-x)), element by element. `nn.Sigmoid`.
public final class Sigmoid: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor { doubles(input).sigmoid() }

  /// dL/dx = dL/dy y (1 - y).
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let y = output.tensor
    return gradOutput * y * (1 - y)
  }
}

/// The hyperbolic tangent, element by element. `nn.Tanh`.
public final class Tanh: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor { doubles(input).tanh() }

  /// dL/dx = dL/dy (1 - y^2).
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    let y = output.tensor
    return gradOutput * (1 - y * y)
  }
}

/// max(x, 0), element by element. `nn.ReLU`.
public final class ReLU: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor { doubles(input).relu() }

  /// dL/dx = dL/dy where x > 0, else 0.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    .where(input .> 0, gradOutput, 0)
  }
}

/// The absolute value of each element. `nn.Abs`.
public final class Abs: Module {
  public override func updateOutput(_ input: Tensor) -> Tensor { doubles(input).abs() }

  /// dL/dx = dL/dy where x >= 0, else -dL/dy: at 0, where there is no derivative, Torch7 uses the
  /// one from the right.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    .where(input .>= 0, gradOutput, -gradOutput)
  }
}

/// The input unchanged, tables included. `nn.Identity`.
public final class Identity: Module {
  public override func updateOutput(_ input: Signal) -> Signal { input }

  /// dL/dx = dL/dy.
  public override func updateGradInput(_ input: Signal, _ gradOutput: Signal) -> Signal {
    gradOutput
  }
}
