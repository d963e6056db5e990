/// A recorded operation, which turns the gradient of its result into the gradients of its inputs.
///
/// Nodes point to the nodes of their inputs, never to their own result, so a graph lives exactly
/// as long as something computed from it. `grad_fn` in PyTorch.
class Node: TensorRecord {
  /// PyTorch's name for the derivative, such as `MulBackward0`.
  let name: String
  /// The shape and dtype of the result, to which incoming gradients are converted.
  let shape: Shape
  let dtype: DType
  /// Where the result is: 0 for the processor, otherwise 1 plus the number of the OpenCL device.
  /// The device itself is not stored, because the node would have to retain it.
  private final var place: Int32
  /// The length of the longest path to a leaf. A node is deeper than the nodes of all its inputs,
  /// so visiting nodes in order of decreasing depth reaches each one after everything computed from
  /// it.
  let depth: Int
  /// The gradient accumulated so far in the current backward pass.
  final var pending: Tensor?
  /// The hooks that observe the gradient; nil until they are needed.
  final var watchers: GradientWatchers?

  @inline(__always)
  init(_ name: String, result: borrowing Tensor, depth: Int) {
    self.name = name
    self.shape = result.shape
    self.dtype = result.dtype
    self.place = result.isOnDevice ? Node.place(of: result.storage) : 0
    self.depth = depth
  }

  /// The device that the result is on; nil for the processor.
  final var home: OpenCLDevice? {
    get { isOnDevice ? OpenCLDevices.all[Int(place) - 1] : nil }
    set { place = Node.place(of: newValue) }
  }

  /// Whether the result is on a device other than the processor.
  @inline(__always)
  final var isOnDevice: Bool { place != 0 }

  private static func place(of home: OpenCLDevice?) -> Int32 { Int32((home?.number ?? -1) + 1) }

  /// A separate function, so that the initializer stays small enough to be inlined.
  @inline(never)
  private static func place(of storage: Storage) -> Int32 { place(of: storage.memory?.home) }

  /// This node as the end of a graph, if it is one. Only leaves have depth 0.
  @inline(__always)
  final var asLeaf: AccumulateGradient? {
    depth == 0 ? unsafeDowncast(self, to: AccumulateGradient.self) : nil
  }

  /// The nodes of the inputs, in order; nil for an input that requires no gradient.
  var inputs: [Node?] { [] }

  /// Takes a share of the gradient of a node's result.
  typealias Delivery = (_ share: consuming Tensor, _ node: Node) -> Void

  /// Delivers each input's node its share of `gradient`.
  func propagate(_ gradient: Tensor, _ deliver: Delivery) {}

  /// Releases the values saved for the derivative.
  func releaseSaved() {}
}

/// The node at the end of a graph, which holds a leaf's `grad`.
final class AccumulateGradient: Node {
  var gradient: Tensor?

  init(leaf: Tensor) { super.init("AccumulateGrad", result: leaf, depth: 0) }
}

/// A tensor saved for a derivative, with a check that it has not changed since.
struct SavedTensor {
  private let tensor: Tensor
  private let version: Int

  init(_ tensor: borrowing Tensor) {
    if tensor.base == nil {
      self.tensor = copy tensor
    } else {
      // Saved without its base: if the base is later computed from this node, it would keep the
      // node alive.
      self.tensor = tensor.untracked()
      self.tensor.node = tensor.node
    }
    self.version = tensor.storage.header.version
  }

  /// Saves the operation's own result without its node, which would otherwise keep itself alive.
  static func result(_ tensor: Tensor) -> SavedTensor {
    SavedTensor(tensor.untracked())
  }

  /// Returns the value, or traps if it was changed in place after it was saved.
  consuming func value(for node: Node) -> Tensor {
    check(
      tensor.storage.header.version == version, node.name,
      "a \(tensor.dtype) tensor \(tensor.shape) that the derivative needs was changed in place "
        + "after it was used; change a clone() instead, or use the operation that returns a new "
        + "tensor")
    return tensor
  }

  /// Returns the node's own result, reattached to the graph for second derivatives.
  consuming func result(of node: Node) -> Tensor {
    let plain = value(for: node)
    guard gradientsEnabled else { return plain }
    let joined = plain.untracked()
    joined.node = node
    return joined
  }

  /// The object that keeps the memory, and perhaps more of the graph, alive.
  var held: AnyObject { tensor }
}
