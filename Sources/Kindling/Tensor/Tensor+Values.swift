extension Tensor {
  /// The one element as a `Double`. `torch.Tensor.item`.
  ///
  /// Traps with `item(): the tensor has 6 elements, item() needs exactly one`.
  public func item() -> Double {
    check(
      elementCount == 1, "item()",
      "the tensor has \(elementCount) elements, item() needs exactly one")
    return dtype.visit(FirstNumber(tensor: self))
  }

  /// All elements in row order, as `Double`.
  public func doubles() -> [Double] { array(Double.self) }

  /// All elements in row order, as `Float`.
  public func floats() -> [Float] { array(Float.self) }

  /// All elements in row order, as `Int`; floating-point ones are truncated.
  public func ints() -> [Int] { array(Int64.self).map { Int($0) } }

  /// All elements in row order, as `Bool`; any number but 0 is true.
  public func bools() -> [Bool] { array(Bool.self) }

  private func array<T: Element>(_ type: T.Type) -> [T] {
    let count = elementCount
    let source = cast(self, to: T.dtype)
    let contiguous = source.isContiguous ? source : copyKernel(source)
    return Array(UnsafeBufferPointer(start: contiguous.pointer(T.self), count: count))
  }
}

private struct FirstNumber: ElementVisitor {
  let tensor: Tensor
  func visit<T: Element>(_ type: T.Type) -> Double { tensor.pointer(T.self)[0].asDouble }
}
