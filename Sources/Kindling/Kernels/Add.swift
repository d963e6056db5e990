import CKernels

/// Defined here rather than with the operation that records it, because gradients are also
/// accumulated with it.
enum Add: BinaryFunction {
  static let source: String? = "ADD(a, b)"
  static var vector: VectorBinaryFunction? { ck_add }
  static func apply<T: Element>(_ a: T, _ b: T) -> T { .add(a, b) }
}
