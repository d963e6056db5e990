/// One recorded operation: how to turn the gradient of its result into those of its inputs.
///
/// Nodes point to the nodes of their inputs, never to their own result, so a graph lives exactly
/// as long as something computed from it. `grad_fn` in PyTorch.
class Node {
  /// PyTorch's name of the derivative, such as `MulBackward0`.
  let name: String
  /// Shape and dtype of the result, which a gradient that arrives here is brought to.
  let shape: Shape
  let dtype: DType
  /// Where the result is: 0 for the processor, else 1 more than the number of OpenCL's device. Not the
  /// device itself, which a node would have to count as long as it lives.
  private final var place: Int32
  /// The longest way to a leaf. A node's depth is above that of every input's node, so that going
  /// through nodes by falling depth visits each one after everything computed from it.
  let depth: Int
  /// The gradient gathered so far in the walk under way.
  final var pending: Tensor?
  /// What watches the gradient as it passes, once somebody asked for that.
  final var watchers: GradientWatchers?

  @inline(__always)
  init(_ name: String, result: borrowing Tensor, depth: Int) {
    self.name = name
    self.shape = result.shape
    self.dtype = result.dtype
    self.place = result.isAway ? Node.place(of: result.storage) : 0
    self.depth = depth
  }

  /// The device that the result is on; nil for the processor.
  final var home: OpenCLDevice? {
    get { isAway ? OpenCLDevices.all[Int(place) - 1] : nil }
    set { place = Node.place(of: newValue) }
  }

  /// Whether the result is on another device than the processor.
  @inline(__always)
  final var isAway: Bool { place != 0 }

  private static func place(of home: OpenCLDevice?) -> Int32 { Int32((home?.number ?? -1) + 1) }

  /// Apart, so that the initializer stays short enough to be a part of those that call it.
  @inline(never)
  private static func place(of storage: Storage) -> Int32 { place(of: storage.memory?.home) }

  /// This node as the end of a graph, if it is one. Only leaves have no depth.
  @inline(__always)
  final var asLeaf: AccumulateGradient? {
    depth == 0 ? unsafeDowncast(self, to: AccumulateGradient.self) : nil
  }

  /// The nodes of the inputs that take part, in order; nil for an input that wants no gradient.
  var inputs: [Node?] { [] }

  /// Hands each input's node its share of `gradient`.
  func propagate(_ gradient: Tensor, _ walk: BackwardWalk) {}

  /// Lets go of values saved for the derivative.
  func releaseSaved() {}
}

/// A value kept for a derivative, with proof that it has not changed since.
struct SavedTensor {
  private let tensor: Tensor
  private let version: Int

  init(_ tensor: borrowing Tensor) {
    if tensor.base == nil {
      self.tensor = copy tensor
    } else {
      // Without its base: that may come to be computed from this node, which it would then keep.
      self.tensor = tensor.untracked()
      self.tensor.node = tensor.node
    }
    self.version = tensor.storage.header.version
  }

  /// The result of the operation itself: kept without its node, which would keep itself alive.
  static func result(_ tensor: Tensor) -> SavedTensor {
    SavedTensor(tensor.untracked())
  }

  /// The value, or a trap when it was changed in place after it was saved.
  consuming func value(for node: Node) -> Tensor {
    check(
      tensor.storage.header.version == version, node.name,
      "a \(tensor.dtype) tensor \(tensor.shape) that the derivative needs was changed in place "
        + "after it was used; change a clone() instead, or use the operation that returns a new "
        + "tensor")
    return tensor
  }

  /// The value of the node's own result, joined to the graph again for second derivatives.
  consuming func result(of node: Node) -> Tensor {
    let plain = value(for: node)
    guard gradientsEnabled else { return plain }
    let joined = plain.untracked()
    joined.node = node
    return joined
  }

  /// What keeps the memory, and perhaps more of the graph, alive.
  var held: AnyObject { tensor }
}
