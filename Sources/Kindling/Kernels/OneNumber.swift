extension Tensor {
  /// The single element, with its kind.
  var number: Scalar {
    check(
      elementCount == 1, "item()",
      "the tensor has \(elementCount) elements, item() needs exactly one")
    return dtype.visit(FirstScalar(tensor: brought(to: nil)))
  }
}

private struct FirstScalar: ElementVisitor {
  let tensor: Tensor
  func visit<T: Element>(_ type: T.Type) -> Scalar {
    let element = tensor.pointer(T.self)[0]
    if T.dtype == .bool { return .bool(element.asInt64 != 0) }
    return T.dtype.isFloatingPoint ? .double(element.asDouble) : .int(element.asInt64)
  }
}
