/// An affine map of a vector, or of each row of a batch. `nn.Linear`.
///
/// y = W x + b for `[inputs]`, Y = X W^T + b for `[N, inputs]`.
public final class Linear: Module {
  /// The weights, of shape `[outputs, inputs]`.
  @Learned public var weight: Tensor
  private let _bias: Learned?
  /// The biases, of shape `[outputs]`. Traps with `nn.Linear: this module was made without a bias`.
  public var bias: Tensor {
    get { learnedBias.wrappedValue }
    set { learnedBias.wrappedValue = newValue }
  }
  /// The accumulated gradient of the loss with respect to ``weight``.
  public var gradWeight: Tensor { $weight.gradient }
  /// The accumulated gradient of the loss with respect to ``bias``.
  public var gradBias: Tensor { learnedBias.gradient }

  /// Weights, then biases if there are any, uniform in [-1/sqrt(inputs), 1/sqrt(inputs)).
  public init(_ inputs: Int, _ outputs: Int, bias: Bool = true) {
    weight = .initial([outputs, inputs], inputs: inputs)
    _bias = bias ? Learned(wrappedValue: .initial([outputs], inputs: inputs)) : nil
  }

  private var learnedBias: Learned {
    guard let _bias else { fail(name, "this module was made without a bias") }
    return _bias
  }

  /// Traps with `nn.Linear: an input of shape [4] does not fit a map from 5 to 3`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    check(
      (1...2).contains(doubles(input).rank) && input.shape.last == weight.shape[1], name,
      "an input of shape \(input.shape) does not fit a map from \(weight.shape[1]) to "
        + "\(weight.shape[0])")
    let product = input.matmul(weight.t())
    return _bias.map { product + $0.wrappedValue } ?? product
  }

  /// dL/dx = W^T dL/dy.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput.matmul(weight)
  }

  /// dL/dW = the sum over the batch of dL/dy x^T, dL/db = the sum over the batch of dL/dy.
  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    let (rows, gradients) = (
      input.reshape(-1, weight.shape[1]), gradOutput.reshape(-1, weight.shape[0])
    )
    gradWeight += gradients.t().matmul(rows) * scale
    if let _bias { _bias.gradient += gradients.sum(dim: 0) * scale }
  }

  /// `nn.Linear(5 -> 3)`.
  public override var description: String {
    "\(name)(\(weight.shape[1]) -> \(weight.shape[0]))" + (_bias == nil ? " without bias" : "")
  }
}
