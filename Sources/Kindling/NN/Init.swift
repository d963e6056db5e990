import RealModule

/// Ways to initialize a weight before training. Each overwrites the tensor in place, whether or not
/// it requires a gradient, and returns it. The numbers match PyTorch's for the same seed.
/// `torch.nn.init`.
///
/// ```swift
/// let layer = Linear(3, 5)
/// Init.kaimingNormal(layer.weight)
/// Init.constant(layer.bias, 0)
/// ```
public enum Init {
  /// The nonlinearity after a layer; its gain preserves the variance of the signal.
  public enum NonLinearity: Sendable {
    case linear, sigmoid, tanh, relu, selu
    case leakyReLU(negativeSlope: Double)

    /// The factor that scales the weights. `torch.nn.init.calculate_gain`.
    public var gain: Double {
      switch self {
      case .linear, .sigmoid: 1
      case .tanh: 5.0 / 3
      case .relu: 2.0.squareRoot()
      case .selu: 0.75
      case .leakyReLU(let slope): (2 / (1 + slope * slope)).squareRoot()
      }
    }
  }

  /// Which signal keeps its variance: the forward signal for `inputs`, the gradient for `outputs`.
  public enum Fan: Sendable { case inputs, outputs }

  /// Fills the tensor with uniform numbers in [low, high). `uniform_`.
  @discardableResult
  public static func uniform(_ tensor: Tensor, _ low: Double = 0, _ high: Double = 1) -> Tensor {
    check(low <= high, "Init.uniform", "\(low) is above \(high)")
    return overwrite(tensor, with: .uniform(tensor.shape, low..<high, dtype: tensor.dtype))
  }

  /// Fills the tensor with normally distributed numbers. `normal_`.
  @discardableResult
  public static func normal(
    _ tensor: Tensor, mean: Double = 0, standardDeviation: Double = 1
  ) -> Tensor {
    check(
      standardDeviation >= 0, "Init.normal",
      "a standard deviation of \(standardDeviation) is negative")
    // Fewer than 16 numbers, and half precision, are drawn and scaled before they are rounded.
    let drawn: Tensor
    if tensor.elementCount < 16 {
      drawn = .randn(tensor.shape, dtype: .float64)
    } else if tensor.dtype == .float16 {
      drawn = Generator.default.halves(tensor.shape)
    } else {
      drawn = .randn(tensor.shape, dtype: tensor.dtype)
    }
    drawn.stretch(standardDeviation, plus: mean)
    return overwrite(tensor, with: drawn)
  }

  /// Fills the tensor with a single value. `constant_`, `zeros_`, `ones_`.
  @discardableResult
  public static func constant(_ tensor: Tensor, _ value: Double) -> Tensor {
    withoutGradients { tensor.fill(value) }
  }

  /// Fills a matrix with ones on the diagonal and zeros elsewhere. `eye_`.
  ///
  /// Traps with `Init.identity: a tensor of shape [3] is not a matrix`.
  @discardableResult
  public static func identity(_ tensor: Tensor) -> Tensor {
    check(
      tensor.rank == 2, "Init.identity", "a tensor of shape \(tensor.shape) is not a matrix")
    constant(tensor, 0)
    withoutGradients {
      for index in 0..<min(tensor.shape[0], tensor.shape[1]) { tensor[index, index].fill(1) }
    }
    return tensor
  }

  /// Fills the tensor with uniform numbers of variance 2 gain^2 / (inputs + outputs). Glorot and
  /// Bengio, 2010. `xavier_uniform_`.
  @discardableResult
  public static func xavierUniform(_ tensor: Tensor, gain: Double = 1) -> Tensor {
    let fans = fans(tensor, "Init.xavierUniform")
    // Rounded in PyTorch's order, as every bound is: it shows in the last bit of the numbers.
    let deviation = gain * (2 / Double(fans.inputs + fans.outputs)).squareRoot()
    let bound = 3.0.squareRoot() * deviation
    return uniform(tensor, -bound, bound)
  }

  /// Fills the tensor with normal numbers of variance 2 gain^2 / (inputs + outputs). Glorot and
  /// Bengio, 2010. `xavier_normal_`.
  @discardableResult
  public static func xavierNormal(_ tensor: Tensor, gain: Double = 1) -> Tensor {
    let fans = fans(tensor, "Init.xavierNormal")
    return normal(
      tensor,
      standardDeviation: gain * (2 / Double(fans.inputs + fans.outputs)).squareRoot())
  }

  /// Fills the tensor with uniform numbers of variance gain^2 / fan. He et al., 2015.
  /// `kaiming_uniform_`.
  ///
  /// PyTorch's default nonlinearity is `.leakyReLU(negativeSlope: 0)`, which is ReLU.
  @discardableResult
  public static func kaimingUniform(
    _ tensor: Tensor, fan: Fan = .inputs, nonLinearity: NonLinearity = .relu
  ) -> Tensor {
    let fans = fans(tensor, "Init.kaimingUniform")
    let bound = kaimingBound(fan == .inputs ? fans.inputs : fans.outputs, nonLinearity)
    return uniform(tensor, -bound, bound)
  }

  /// The largest magnitude that ``kaimingUniform(_:fan:nonLinearity:)`` gives a weight.
  static func kaimingBound(_ fan: Int, _ nonLinearity: NonLinearity) -> Double {
    3.0.squareRoot() * (nonLinearity.gain / Double(fan).squareRoot())
  }

  /// Fills the tensor with normal numbers of variance gain^2 / fan. He et al., 2015.
  /// `kaiming_normal_`.
  @discardableResult
  public static func kaimingNormal(
    _ tensor: Tensor, fan: Fan = .inputs, nonLinearity: NonLinearity = .relu
  ) -> Tensor {
    let fans = fans(tensor, "Init.kaimingNormal")
    let count = Double(fan == .inputs ? fans.inputs : fans.outputs)
    return normal(tensor, standardDeviation: nonLinearity.gain / count.squareRoot())
  }

  /// Fills a matrix with orthogonal rows, or columns if there are fewer, of length `gain`. Saxe et
  /// al., 2013. `orthogonal_`.
  ///
  /// Dimensions after the first are flattened into one.
  @discardableResult
  public static func orthogonal(_ tensor: Tensor, gain: Double = 1) -> Tensor {
    _ = fans(tensor, "Init.orthogonal")
    let rows = tensor.shape[0]
    let columns = tensor.elementCount / rows
    let drawn = Tensor.randn([rows, columns], dtype: tensor.dtype, device: .cpu).to(.float64)
    let basis = orthogonalRows(rows < columns ? drawn : drawn.t())
    return overwrite(
      tensor, with: (rows < columns ? basis : basis.t()).reshape(tensor.shape) * gain)
  }

  /// The Gram-Schmidt process: what is left of each row after its projections onto the rows above
  /// are subtracted.
  ///
  /// This gives the unique decomposition with a positive diagonal, which PyTorch converts its own
  /// to. The projections are subtracted twice, which keeps the rows orthogonal up to rounding.
  private static func orthogonalRows(_ matrix: Tensor) -> Tensor {
    var rows: [Tensor] = []
    for index in 0..<matrix.shape[0] {
      var row = matrix[index]
      for _ in 0..<2 {
        for other in rows { row = row - other * row.matmul(other) }
      }
      rows.append(row / row.square().sum().sqrt())
    }
    return .stack(rows)
  }

  private static func overwrite(_ tensor: Tensor, with values: Tensor) -> Tensor {
    withoutGradients { tensor.copy(from: values) }
  }

  /// The number of inputs of each output of a weight, and the number of outputs of each input.
  private static func fans(_ tensor: Tensor, _ name: String) -> (inputs: Int, outputs: Int) {
    check(
      tensor.rank >= 2 && tensor.elementCount > 0, name,
      "a tensor of shape \(tensor.shape) has no inputs and outputs; two dimensions are needed")
    let field = tensor.shape.dropFirst(2).reduce(1, *)
    return (tensor.shape[1] * field, tensor.shape[0] * field)
  }
}
