/// Marks a stored tensor of a ``Module`` as state that training does not change.
///
/// A buffer is saved and converted with the module, but is not a parameter, so no optimizer sees
/// it. Corresponds to `torch.nn.Module.register_buffer`.
///
/// ```swift
/// final class Centered: Module {
///   @Buffer var mean = Tensor.zeros(3)
///   override func forward(_ x: Tensor) -> Tensor { x - mean }
/// }
/// Centered().stateDictionary().keys  // ["mean"]
/// ```
@propertyWrapper
public final class Buffer {
  /// The tensor.
  public var wrappedValue: Tensor

  /// A buffer with the initial value `wrappedValue`.
  public init(wrappedValue: Tensor) { self.wrappedValue = wrappedValue }
}
