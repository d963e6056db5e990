/// Marks a stored tensor of a ``Module`` as one that training changes.
///
/// ```swift
/// final class Scale: Module {
///   @Parameter var factor = Tensor.ones(3)
///   override func forward(_ x: Tensor) -> Tensor { x * factor }
/// }
/// ```
///
/// The tensor is made to require a gradient, and so is one that replaces it unless the parameter is
/// frozen. Corresponds to `torch.nn.Parameter`.
///
/// Traps with `Parameter: this tensor was computed from one that requires a gradient; use detach()`
/// for a tensor that gradients pass through instead of stopping at.
@propertyWrapper
public final class Parameter {
  /// The tensor.
  public var wrappedValue: Tensor {
    didSet { Self.prepare(wrappedValue, requiresGrad: oldValue.requiresGrad) }
  }
  /// The name in a state dictionary, where that is not the property's.
  let name: String?

  /// A parameter that starts as `wrappedValue`.
  public convenience init(wrappedValue: Tensor) { self.init(wrappedValue, name: nil) }

  /// A parameter to be stored without the property wrapper's syntax, for one that may be absent or
  /// whose name is not Swift's: `let _bias: Parameter?` is called "bias".
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
