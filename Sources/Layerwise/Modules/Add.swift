/// Adds a bias to each element. `nn.Add`.
///
/// y = x + b, with one bias per element or, if `scalar` is true, one for all. An input with one
/// more dimension than the bias is a batch along its first.
public final class Add: Module {
  /// The biases: of the given shape, or a single one.
  @Learned public var bias: Tensor
  /// The accumulated gradient of the loss with respect to ``bias``.
  public var gradBias: Tensor { $bias.gradient }
  private let isScalar: Bool

  /// Biases for `size` elements, uniform in [-1/sqrt(n), 1/sqrt(n)) for n biases.
  public convenience init(_ size: Int, scalar: Bool = false) {
    self.init([size], scalar: scalar)
  }

  /// Biases of the given shape: `Add(x.shape)`.
  public init(_ shape: Shape, scalar: Bool = false) {
    isScalar = scalar
    bias = .initial(scalar ? [1] : shape, inputs: scalar ? 1 : shape.elementCount)
  }

  /// Traps with `nn.Add: an input of shape [4] does not fit a bias of shape [5]`.
  public override func updateOutput(_ input: Tensor) -> Tensor {
    if !isScalar { checkPart(input, bias, "a bias") }
    return doubles(input) + bias
  }

  /// dL/dx = dL/dy.
  public override func updateGradInput(_ input: Tensor, _ gradOutput: Tensor) -> Tensor {
    gradOutput
  }

  /// dL/db = dL/dy, summed over the elements that share a bias.
  public override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
    if isScalar {
      gradBias += gradOutput.sum() * scale
    } else {
      gradBias += (input.rank > bias.rank ? gradOutput.sum(dim: 0) : gradOutput) * scale
    }
  }
}
