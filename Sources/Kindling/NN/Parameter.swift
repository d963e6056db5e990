/// Marks a stored tensor of a ``Module`` as one that training changes.
///
/// ```swift
/// final class Scale: Module {
///   @Parameter var factor = Tensor.ones(3)
///   override func forward(_ x: Tensor) -> Tensor { x * factor }
/// }
/// ```
///
/// The tensor is made to require a gradient. Corresponds to `torch.nn.Parameter`.
@propertyWrapper
public final class Parameter {
  /// The tensor.
  public var wrappedValue: Tensor

  public init(wrappedValue: Tensor) {
    wrappedValue.requiresGrad = true
    self.wrappedValue = wrappedValue
  }
}
