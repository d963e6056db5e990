/// Code that is written once for all element types and dispatched on a tensor's dtype.
///
/// Swift has no generic closures; a value with a generic method does the same job, and the compiler
/// specializes it for each type.
protocol ElementVisitor {
  associatedtype Result
  func visit<T: Element>(_ type: T.Type) -> Result
}

/// Like ``ElementVisitor``, for floating-point dtypes only.
protocol FloatingVisitor {
  associatedtype Result
  func visit<T: FloatingElement>(_ type: T.Type) -> Result
}

extension DType {
  @inline(__always)
  func visit<V: ElementVisitor>(_ visitor: V) -> V.Result {
    switch self {
    case .float32: visitor.visit(Float.self)
    case .float64: visitor.visit(Double.self)
    case .int64: visitor.visit(Int64.self)
    case .bool: visitor.visit(Bool.self)
    case .float16: visitor.visit(Float16.self)
    case .uint8: visitor.visit(UInt8.self)
    case .int8: visitor.visit(Int8.self)
    case .int16: visitor.visit(Int16.self)
    case .int32: visitor.visit(Int32.self)
    }
  }

  @inline(__always)
  func visitFloating<V: FloatingVisitor>(
    _ visitor: V, _ operation: @autoclosure () -> String
  ) -> V.Result {
    switch self {
    case .float32: visitor.visit(Float.self)
    case .float64: visitor.visit(Double.self)
    case .float16: visitor.visit(Float16.self)
    default: fail(operation(), "needs a floating-point tensor, not \(self)")
    }
  }
}
