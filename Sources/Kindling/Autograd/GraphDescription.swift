/// The operations that computed a tensor, as plain values to draw or count.
///
/// Each node comes before everything it was computed from; the first is the tensor itself.
public struct GraphDescription: Sendable, Equatable {
  /// An operation, or a leaf that accumulates its gradient.
  public struct Node: Sendable, Equatable {
    /// The name of the derivative, such as `MulBackward0`; `AccumulateGrad` for a leaf.
    public let name: String
    /// The shape of the operation's result, or of the leaf.
    public let shape: Shape
    /// The dtype of the operation's result, or of the leaf.
    public let dtype: DType
    /// Whether this is a leaf, a tensor that was not computed.
    public let isLeaf: Bool
    /// The label that the caller gave this tensor, if any.
    public let label: String?
  }

  /// An input of an operation. Inputs that require no gradient have no edge.
  public struct Edge: Sendable, Equatable {
    /// The index in ``nodes`` of the operation that takes the tensor.
    public let operation: Int
    /// The position of the tensor among the operation's inputs.
    public let position: Int
    /// The index in ``nodes`` of the node that produced the tensor.
    public let source: Int
  }

  /// The operations and leaves, the tensor's own first.
  public let nodes: [Node]
  /// The inputs of the operations.
  public let edges: [Edge]
}

extension Tensor {
  /// Returns the graph that ``backward(gradient:retainGraph:createGraph:)`` would walk; empty if
  /// there is none.
  ///
  /// - Parameter labels: names for leaves and results, to show in a drawing.
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
    // By depth, with ties in the order they were found.
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
