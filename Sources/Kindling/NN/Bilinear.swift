/// A bilinear map of two inputs: `y_o = a W_o b + bias_o`. `torch.nn.Bilinear`.
///
/// Both parameters are initialized uniformly in [-1/sqrt(first), 1/sqrt(first)), as in PyTorch.
public final class Bilinear: Module {
  /// The weight, of shape `[outputs, first, second]`.
  @Parameter public var weight: Tensor
  private let _bias: Parameter?

  /// A map from rows of `first` and rows of `second` numbers to rows of `outputs`.
  ///
  /// Traps with `Bilinear: cannot map 0 and 2 inputs to 3 outputs`.
  public init(
    _ first: Int, _ second: Int, _ outputs: Int, bias: Bool = true, dtype: DType = .default
  ) {
    check(
      first > 0 && second > 0 && outputs > 0, "Bilinear",
      "cannot map \(first) and \(second) inputs to \(outputs) outputs")
    let bound = 1 / Double(first).squareRoot()
    weight = .uniform([outputs, first, second], -bound..<bound, dtype: dtype)
    _bias = bias ? Parameter(.uniform([outputs], -bound..<bound, dtype: dtype)) : nil
  }

  /// The bias, of shape `[outputs]`; nil if the layer has none.
  public var bias: Tensor? { _bias?.wrappedValue }

  /// Maps rows of `[..., first]` and `[..., second]` to rows of `[..., outputs]`.
  public func callAsFunction(_ first: Tensor, _ second: Tensor) -> Tensor {
    bilinear(first, second, weight: weight, bias: bias)
  }

  public override var argumentDescription: String {
    "in1_features=\(weight.shape[1]), in2_features=\(weight.shape[2]), "
      + "out_features=\(weight.shape[0]), bias=\(Module.pythonic(bias != nil))"
  }
}

/// Applies a bilinear map to two inputs: `y_o = a W_o b + bias_o`. `torch.nn.functional.bilinear`.
///
/// - Parameters:
///   - a: `[..., first]`.
///   - b: `[..., second]`, with the same leading sizes.
///   - weight: `[outputs, first, second]`.
///   - bias: `[outputs]`, or nil for none.
/// - Returns: `[..., outputs]`.
///
/// Traps with `bilinear: rows [2, 4] and [2, 3] do not fit a weight of shape [5, 3, 3]`.
public func bilinear(_ a: Tensor, _ b: Tensor, weight: Tensor, bias: Tensor? = nil) -> Tensor {
  check(
    weight.rank == 3 && a.rank > 0 && a.shape.last == weight.shape[1]
      && b.shape == a.shape.replacing(a.rank - 1, with: weight.shape[2]), "bilinear",
    "rows \(a.shape) and \(b.shape) do not fit a weight of shape \(weight.shape)")
  check(
    bias == nil || bias!.shape == [weight.shape[0]], "bilinear",
    "a bias of shape \(bias!.shape) does not fit \(weight.shape[0]) outputs")
  let (outputs, first, second) = (weight.shape[0], weight.shape[1], weight.shape[2])
  let rows = Shape(a.shape.dropLast()).elementCount
  let left = a.reshape(rows, first).matmul(weight.permute(1, 0, 2).reshape(first, outputs * second))
  let products = left.view(rows, outputs, second).matmul(b.reshape(rows, second, 1))
  let result = products.view(a.shape.replacing(a.rank - 1, with: outputs))
  return bias.map { result + $0 } ?? result
}
