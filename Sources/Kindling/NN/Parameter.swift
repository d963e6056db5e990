/// Marks a stored tensor of a ``Module`` as one that training changes.
///
/// ```swift
/// final class Scale: Module {
///   @Parameter var factor = Tensor.ones(3)
///   override func forward(_ x: Tensor) -> Tensor { x * factor }
/// }
/// ```
///
/// The tensor is set to require a gradient, and so is any tensor that replaces it, unless the
/// parameter is frozen. Corresponds to `torch.nn.Parameter`.
///
/// Traps with `Parameter: this tensor was computed from one that requires a gradient; use detach()`
/// if the tensor is not a leaf.
@propertyWrapper
public final class Parameter {
  /// The tensor.
  public var wrappedValue: Tensor {
    didSet { Self.prepare(wrappedValue, requiresGrad: oldValue.requiresGrad) }
  }
  /// The name in a state dictionary, if it differs from the property's name.
  let name: String?

  /// A parameter with the initial value `wrappedValue`.
  public convenience init(wrappedValue: Tensor) { self.init(wrappedValue, name: nil) }

  /// A parameter that is stored without the property wrapper syntax, because it may be absent or
  /// its name is not in Swift style: `let _bias: Parameter?` is called "bias".
  public init(_ tensor: Tensor, name: String? = nil) {
    Self.prepare(tensor, requiresGrad: true)
    self.wrappedValue = tensor
    self.name = name
  }

  private static func prepare(_ tensor: Tensor, requiresGrad: Bool) {
    check(
      tensor.isLeaf, "Parameter",
      "this tensor was computed from one that requires a gradient; use detach()")
    if requiresGrad { tensor.requiresGrad = true }
  }
}
