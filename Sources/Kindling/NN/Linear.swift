/// An affine map of rows with learned parameters: `x W^T + b`. `torch.nn.Linear`.
///
/// Both parameters are initialized uniformly in [-1/sqrt(inputs), 1/sqrt(inputs)), the weight
/// first, so the values match PyTorch's for the same seed.
///
/// ```swift
/// manualSeed(1)
/// let map = Linear(5, 3)
/// map(Tensor.randn(2, 5)).shape  // [2, 3]
/// ```
public final class Linear: Module {
  /// The weight, of shape `[outputs, inputs]`. It can be assigned to share one tensor, which then
  /// counts as one parameter: `decoder.weight = embedding.weight`.
  @Parameter public var weight: Tensor
  private let _bias: Parameter?

  /// A map from rows of `inputs` numbers to rows of `outputs`.
  ///
  /// Traps with `Linear: cannot map 0 inputs to 3 outputs`.
  public init(_ inputs: Int, _ outputs: Int, bias: Bool = true, dtype: DType = .default) {
    check(
      inputs > 0 && outputs > 0, "Linear", "cannot map \(inputs) inputs to \(outputs) outputs")
    // PyTorch's way to a bound of 1/sqrt(inputs), which may differ from the bias's in its last bit.
    let reach = Init.kaimingBound(inputs, .leakyReLU(negativeSlope: 5.0.squareRoot()))
    weight = .uniform([outputs, inputs], -reach..<reach, dtype: dtype)
    let bound = 1 / Double(inputs).squareRoot()
    _bias = bias ? Parameter(.uniform([outputs], -bound..<bound, dtype: dtype)) : nil
  }

  /// The bias, of shape `[outputs]`. Traps with `Linear: this layer was made without a bias`; see
  /// ``hasBias``.
  public var bias: Tensor {
    guard let _bias else { fail("Linear", "this layer was made without a bias") }
    return _bias.wrappedValue
  }

  /// Whether the layer adds a bias.
  public var hasBias: Bool { _bias != nil }

  /// Maps each row of `[..., inputs]` to a row of `[..., outputs]`.
  public override func forward(_ input: Tensor) -> Tensor {
    linear(input, weight: weight, bias: _bias?.wrappedValue)
  }

  public override var argumentDescription: String {
    "in_features=\(weight.shape[1]), out_features=\(weight.shape[0]), "
      + "bias=\(Module.pythonic(hasBias))"
  }
}
