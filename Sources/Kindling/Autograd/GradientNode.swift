/// An operation behind a tensor, to be walked from: what ``Tensor/gradFn`` gives. `torch.autograd.graph.Node`.
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

  /// The name of the derivative, such as `MulBackward0`; `AccumulateGrad` for a leaf. `grad_fn.name()`.
  public var name: String { node.name }

  /// What each input was computed by, in order; nil for an input that requires no gradient.
  /// `grad_fn.next_functions`.
  public var nextFunctions: [GradientNode?] { node.inputs.map { $0.map { GradientNode($0) } } }

  /// The shape of the operation's result, or of the leaf.
  public var shape: Shape { node.shape }

  /// The gradient gathered so far, for a leaf. `grad_fn.variable.grad`.
  public var grad: Tensor? { node.asLeaf?.gradient }

  /// The name in PyTorch's angle brackets.
  public var description: String { "<\(name)>" }
}

extension GradientNode: Hashable {
  /// Whether both are the same operation of the same graph.
  public static func == (a: GradientNode, b: GradientNode) -> Bool { a.node === b.node }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(node)) }
}

extension Tensor {
  /// The operation that computed this tensor, to walk the graph behind it; nil for a leaf.
  /// `torch.Tensor.grad_fn`.
  public var gradFn: GradientNode? { isLeaf ? nil : node.map { GradientNode($0) } }
}
