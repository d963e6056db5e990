import CVectorMath

/// Here, and not beside the operation that records it, because gradients are added up with it as well.
enum Add: BinaryFunction {
  static let source: String? = "ADD(a, b)"
  static var vector: VectorBinaryFunction? { vm_add }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { .add(a, b) }
}
