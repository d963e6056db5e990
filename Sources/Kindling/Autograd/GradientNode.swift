/// An operation in the graph behind a tensor, as returned by ``Tensor/gradFn``.
/// `torch.autograd.graph.Node`.
///
/// ```swift
/// let y = (x * x).sum()
/// y.gradFn!                              // <SumBackward0>
/// y.gradFn!.nextFunctions[0]!            // <MulBackward0>
/// y.gradFn!.nextFunctions[0]!.nextFunctions.map { $0?.name }  // ["AccumulateGrad", "AccumulateGrad"]
/// ```
public struct GradientNode: CustomStringConvertible {
  private let node: Node

  init(_ node: Node) { self.node = node }

  /// The name of the derivative, such as `MulBackward0`; `AccumulateGrad` for a leaf.
  /// `grad_fn.name()`.
  public var name: String { node.name }

  /// The nodes of the inputs, in order; nil for an input that requires no gradient.
  /// `grad_fn.next_functions`.
  public var nextFunctions: [GradientNode?] { node.inputs.map { $0.map { GradientNode($0) } } }

  /// The shape of the operation's result, or of the leaf.
  public var shape: Shape { node.shape }

  /// The gradient accumulated so far, if this is a leaf. `grad_fn.variable.grad`.
  public var grad: Tensor? { node.asLeaf?.gradient }

  /// The name in angle brackets, as PyTorch prints it.
  public var description: String { "<\(name)>" }
}

extension GradientNode: Hashable {
  /// Returns whether both are the same operation in the same graph.
  public static func == (a: GradientNode, b: GradientNode) -> Bool { a.node === b.node }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(node)) }
}

extension Tensor {
  /// The operation that computed this tensor, for walking its graph; nil for a leaf.
  /// `torch.Tensor.grad_fn`.
  public var gradFn: GradientNode? { isLeaf ? nil : node.map { GradientNode($0) } }
}
