/// Normalises each example to mean 0 and variance 1 over its last dimensions, then scales and
/// shifts it. `torch.nn.LayerNorm`.
///
/// (x - mean) / sqrt(variance + epsilon) * weight + bias, with the variance over n, not n - 1.
/// (Ba, Kiros and Hinton, "Layer Normalization", 2016.)
public final class LayerNorm: Module {
  /// The sizes of the dimensions that are normalised together.
  public let normalizedShape: Shape
  /// The value added to the variance to avoid division by 0.
  public let epsilon: Double
  private let _weight: Parameter?
  private let _bias: Parameter?

  /// A layer that normalises dimensions of the given sizes.
  ///
  /// - Parameters:
  ///   - normalizedShape: the sizes of the last dimensions of the input.
  ///   - epsilon: the value added to the variance to avoid division by 0.
  ///   - affine: whether the layer learns a scale, which starts at 1, and a shift, which starts
  ///     at 0.
  ///   - bias: whether it learns the shift.
  ///   - dtype: the dtype of the scale and the shift.
  public init(
    _ normalizedShape: Shape, epsilon: Double = 1e-5, affine: Bool = true, bias: Bool = true,
    dtype: DType = .default
  ) {
    self.normalizedShape = normalizedShape
    self.epsilon = epsilon
    _weight = affine ? Parameter(.ones(normalizedShape, dtype: dtype)) : nil
    _bias = affine && bias ? Parameter(.zeros(normalizedShape, dtype: dtype)) : nil
  }

  /// Normalises the last dimension, of `size` elements.
  public convenience init(_ size: Int, dtype: DType = .default) {
    self.init([size], dtype: dtype)
  }

  /// The scale, of the normalised shape; nil if the layer has none.
  public var weight: Tensor? { _weight?.wrappedValue }

  /// The shift, of the normalised shape; nil if the layer has none.
  public var bias: Tensor? { _bias?.wrappedValue }

  public override func forward(_ input: Tensor) -> Tensor {
    layerNorm(input, normalizedShape, weight: weight, bias: bias, epsilon: epsilon)
  }

  public override var argumentDescription: String {
    let sizes = normalizedShape.map(String.init).joined(separator: ", ")
    return "(\(sizes)\(normalizedShape.count == 1 ? "," : "")), eps=\(epsilon), "
      + "elementwise_affine=\(Module.pythonic(weight != nil)), "
      + "bias=\(Module.pythonic(bias != nil))"
  }
}

/// Normalises each example to mean 0 and variance 1 over its last dimensions, then scales and
/// shifts it. `torch.nn.functional.layer_norm`.
///
/// Derivative: with y = (x - mean) / s and h = g w, h / s less its mean and less y times the mean
/// of h y / s.
///
/// - Parameters:
///   - x: floating point, of any shape that ends in `shape`.
///   - shape: the sizes of the dimensions that are normalised.
///   - weight: the scale, of shape `shape`, or nil for 1.
///   - bias: the shift, of shape `shape`, or nil for 0.
///   - epsilon: the value added to the variance to avoid division by 0.
///
/// Traps with `layerNorm: shape [2, 3] does not end in [4]`.
public func layerNorm(
  _ x: Tensor, _ shape: Shape, weight: Tensor? = nil, bias: Tensor? = nil, epsilon: Double = 1e-5
) -> Tensor {
  check(
    !shape.isEmpty && x.shape.suffix(shape.count).elementsEqual(shape), "layerNorm",
    "shape \(x.shape) does not end in \(shape)")
  for (name, tensor) in [("weight", weight), ("bias", bias)] {
    check(
      tensor == nil || tensor!.shape == shape, "layerNorm",
      "the \(name) has shape \(tensor!.shape), not \(shape)")
  }
  let dims = Array(x.rank - shape.count..<x.rank)
  let result = withoutGradients {
    // In half precision, squares would overflow and a small epsilon would be 0.
    let normal = normalized(x.floating("layerNorm").wide, dims, epsilon).result
    let scaled = weight.map { normal * $0 } ?? normal
    return (bias.map { scaled + $0 } ?? scaled).to(x.dtype)
  }
  let (isScaled, isShifted) = (weight != nil, bias != nil)
  let inputs = [x] + (weight.map { [$0] } ?? []) + (bias.map { [$0] } ?? [])
  return result.recording("NativeLayerNormBackward0", inputs, saving: Array(inputs.prefix(2))) {
    node, gradient in
    let (y, spread) = normalized(node.saved(0), dims, epsilon)
    let h = isScaled ? gradient * node.saved(1) : gradient
    let centered =
      h - h.mean(dims: dims, keepDim: true) - y * (h * y).mean(dims: dims, keepDim: true)
    return [centered / spread] + (isScaled ? [gradient * y] : []) + (isShifted ? [gradient] : [])
  }
}

/// `x` with mean 0 and variance 1, and the standard deviation it was divided by.
private func normalized(
  _ x: Tensor, _ dims: [Int], _ epsilon: Double
) -> (result: Tensor, spread: Tensor) {
  let centered = x - x.mean(dims: dims, keepDim: true)
  let spread = (centered.square().mean(dims: dims, keepDim: true) + epsilon).sqrt()
  return (centered / spread, spread)
}
