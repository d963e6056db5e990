extension Tensor {
  /// Returns the single element as a `Double`. `torch.Tensor.item`.
  ///
  /// Traps with `item(): the tensor has 6 elements, item() needs exactly one`.
  public func item() -> Double { number.asDouble }

  /// Returns the single element as the requested type: `let count: Int = t.item()`.
  /// `torch.Tensor.item`.
  ///
  /// Traps with `item(): 2.5 is no Int` if the type cannot represent the number; ``trunc()`` and
  /// ``round()`` give a whole number.
  @_disfavoredOverload
  public func item<Value: ItemValue>() -> Value {
    let number = number
    guard let value = Value(number) else { fail("item()", "\(number) is no \(Value.self)") }
    return value
  }

  /// Returns all elements in row order, as `Double`.
  public func doubles() -> [Double] { array(Double.self) }

  /// Returns all elements in row order, as `Float`.
  public func floats() -> [Float] { array(Float.self) }

  /// Returns all elements in row order, as `Int`; floating-point ones are truncated.
  public func ints() -> [Int] { array(Int64.self).map { Int($0) } }

  /// Returns all elements in row order, as `Bool`; any nonzero number is true.
  public func bools() -> [Bool] { array(Bool.self) }

  private func array<T: Element>(_ type: T.Type) -> [T] {
    let count = elementCount
    let source = cast(brought(to: nil), to: T.dtype)
    let contiguous = source.isContiguous ? source : copyKernel(source)
    return Array(UnsafeBufferPointer(start: contiguous.pointer(T.self), count: count))
  }
}

/// A Swift number that `item()` can return.
public protocol ItemValue: ScalarValue {
  /// Creates the number, or returns nil if the type cannot represent it, as for a fraction in an
  /// integer type.
  init?(_ scalar: Scalar)
}

extension ItemValue where Self: BinaryInteger {
  /// Creates the number, if it is whole and in the type's range.
  public init?(_ scalar: Scalar) {
    switch scalar {
    case .int(let number): self.init(exactly: number)
    case .double(let number): self.init(exactly: number)
    case .bool(let flag): self.init(flag ? 1 : 0)
    }
  }
}

extension ItemValue where Self: BinaryFloatingPoint {
  /// Creates the number, rounded to the type's precision.
  public init?(_ scalar: Scalar) { self.init(scalar.asDouble) }
}

extension Double: ItemValue {}
extension Float: ItemValue {}
extension Float16: ItemValue {}
extension Int: ItemValue {}
extension Int64: ItemValue {}
extension Int32: ItemValue {}
extension Int16: ItemValue {}
extension Int8: ItemValue {}
extension UInt8: ItemValue {}
extension Bool: ItemValue {
  /// Creates a value that is true if the number is not 0.
  public init?(_ scalar: Scalar) { self = scalar.asDouble != 0 }
}
