/// The operations a tensor was computed by, as plain values: something to draw or to count.
///
/// Nodes are listed so that each comes before everything it was computed from; the first is the
/// tensor itself.
public struct GraphDescription: Sendable, Equatable {
  /// An operation, or a leaf that gathers its gradient.
  public struct Node: Sendable, Equatable {
    /// The name of the derivative, such as `MulBackward0`; `AccumulateGrad` for a leaf.
    public let name: String
    /// The shape of the operation's result, or of the leaf.
    public let shape: Shape
    /// The dtype of the operation's result, or of the leaf.
    public let dtype: DType
    /// Whether this is a leaf, a tensor that was not computed.
    public let isLeaf: Bool
    /// What the caller calls this tensor, if it was named.
    public let label: String?
  }

  /// A tensor going into an operation. Inputs that require no gradient have none.
  public struct Edge: Sendable, Equatable {
    /// The index in ``nodes`` of the operation that the tensor goes into.
    public let operation: Int
    /// Which of the operation's inputs it is.
    public let position: Int
    /// The index in ``nodes`` of what made the tensor.
    public let source: Int
  }

  /// The operations and leaves, the tensor's own first.
  public let nodes: [Node]
  /// What went into which operation.
  public let edges: [Edge]
}

extension Tensor {
  /// The record that ``backward(gradient:retainGraph:createGraph:)`` would walk; empty if there is
  /// none.
  ///
  /// - Parameter labels: names for leaves and results, as a picture should show them.
  ///
  /// ```swift
  /// let graph = loss.recordedGraph(labels: ["w": weight, "loss": loss])
  /// ```
  public func recordedGraph(labels: KeyValuePairs<String, Tensor> = [:]) -> GraphDescription {
    guard let root = node else { return GraphDescription(nodes: [], edges: []) }
    var found: [ObjectIdentifier: Node] = [ObjectIdentifier(root): root]
    var order = [root]
    var next = 0
    while next < order.count {
      for case let input? in order[next].inputs
      where found.updateValue(input, forKey: ObjectIdentifier(input)) == nil {
        order.append(input)
      }
      next += 1
    }
    // By depth, and among equals in the order they were met.
    let ranked = order.enumerated().sorted {
      ($1.element.depth, $0.offset) < ($0.element.depth, $1.offset)
    }.map(\.element)
    let places = Dictionary(
      uniqueKeysWithValues: ranked.enumerated().map { (ObjectIdentifier($1), $0) })
    let names = labels.compactMap { label, tensor in
      tensor.node.map { (ObjectIdentifier($0), label) }
    }
    let named = Dictionary(names) { first, _ in first }
    return GraphDescription(
      nodes: ranked.map {
        .init(
          name: $0.name, shape: $0.shape, dtype: $0.dtype, isLeaf: $0.asLeaf != nil,
          label: named[ObjectIdentifier($0)])
      },
      edges: ranked.enumerated().flatMap { place, node in
        node.inputs.enumerated().compactMap { position, input in
          input.map {
            .init(operation: place, position: position, source: places[ObjectIdentifier($0)]!)
          }
        }
      })
  }
}
