/// Marks a stored tensor of a ``Module`` as a learnable parameter, and stores its gradient.
///
/// ```swift
/// final class Scale: Module {
///   @Learned var weight = Tensor.ones(3, dtype: .float64)
///   override func updateOutput(_ input: Tensor) -> Tensor { input * weight }
///   override func accGradParameters(_ input: Tensor, _ gradOutput: Tensor, scale: Double) {
///     $weight.gradient += input * gradOutput * scale
///   }
/// }
/// ```
@propertyWrapper
public final class Learned {
  /// The tensor. Assigning another one copies its elements, so that tensors sharing its storage see
  /// them.
  ///
  /// Traps with `Learned: a tensor of shape [3] cannot take the place of one of shape [2]`.
  public var wrappedValue: Tensor {
    get { tensor }
    set {
      check(
        newValue.shape == tensor.shape, "Learned",
        "a tensor of shape \(newValue.shape) cannot take the place of one of shape \(tensor.shape)")
      tensor.copy(from: newValue)
    }
  }
  private var tensor: Tensor
  /// The gradient accumulated so far, of the tensor's shape. It starts at zero and is changed in
  /// place.
  public internal(set) var gradient: Tensor
  /// The wrapper itself, which gives access to the gradient: `$weight.gradient`.
  public var projectedValue: Learned { self }

  /// Traps with `Learned: Layerwise computes in float64, this tensor is float32` for other dtypes.
  public init(wrappedValue: Tensor) {
    check(
      wrappedValue.dtype == .float64, "Learned",
      "Layerwise computes in float64, this tensor is \(wrappedValue.dtype)")
    tensor = wrappedValue
    gradient = .zeros(wrappedValue.shape, dtype: .float64)
  }

  /// Moves the tensor and its gradient into two others of the same shape, usually views of a longer
  /// one, and keeps their values. From then on, a change on either side is visible on the other.
  ///
  /// Traps with `Learned: a tensor of shape [3] cannot take the place of one of shape [2]`.
  public func move(into value: Tensor, gradient: Tensor) {
    for new in [value, gradient] {
      check(
        new.shape == tensor.shape, "Learned",
        "a tensor of shape \(new.shape) cannot take the place of one of shape \(tensor.shape)")
    }
    value.copy(from: tensor)
    gradient.copy(from: self.gradient)
    tensor = value
    self.gradient = gradient
  }
}

extension Tensor {
  /// Uniform random numbers from -1/sqrt(n) to 1/sqrt(n), the initial parameters of most Torch7
  /// modules.
  static func initial(_ shape: Shape, inputs n: Int) -> Tensor {
    let bound = 1 / Double(n).squareRoot()
    return .uniform(shape, -bound..<bound, dtype: .float64)
  }
}
