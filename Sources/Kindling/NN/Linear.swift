/// An affine map of rows with parameters of its own: `x W^T + b`. `torch.nn.Linear`.
///
/// Both parameters start uniform in [-1/sqrt(inputs), 1/sqrt(inputs)), the weight drawn first, so
/// that the values are PyTorch's from the same seed.
///
/// ```swift
/// manualSeed(1)
/// let map = Linear(5, 3)
/// map(Tensor.randn(2, 5)).shape  // [2, 3]
/// ```
public final class Linear: Module {
  /// `[outputs, inputs]`.
  @Parameter public private(set) var weight: Tensor
  /// `[outputs]`.
  @Parameter public private(set) var bias: Tensor

  /// A map from rows of `inputs` numbers to rows of `outputs`.
  public init(_ inputs: Int, _ outputs: Int, dtype: DType = .float32) {
    check(
      inputs > 0 && outputs > 0, "Linear", "cannot map \(inputs) inputs to \(outputs) outputs")
    let bound = 1 / Double(inputs).squareRoot()
    weight = .uniform([outputs, inputs], -bound..<bound, dtype: dtype)
    bias = .uniform([outputs], -bound..<bound, dtype: dtype)
  }

  /// Maps each row of `[..., inputs]` to one of `[..., outputs]`.
  public override func forward(_ input: Tensor) -> Tensor {
    linear(input, weight: weight, bias: bias)
  }
}
