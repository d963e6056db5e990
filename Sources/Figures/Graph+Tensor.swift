import Kindling

/// Draws how a tensor was computed: its operations, from the tensors that they began with.
///
///     graph(loss, names: ["weight": weight, "loss": loss], title: "How the loss is computed")
///
/// Only what takes part in gradients is recorded, so an input that requires none is not drawn. Traps
/// when nothing is recorded, and when there is too much to read:
/// `graph: 812 operations are more than a reader can follow; draw a part of 60 at most`.
public func graph(
  _ tensor: Tensor, names: KeyValuePairs<String, Tensor> = [:], title: String,
  description: String = ""
) {
  let record = tensor.recordedGraph(labels: names)
  guard !record.nodes.isEmpty else {
    fatalError(
      "graph: nothing is recorded of the tensor \(tensor.shape); compute it from one that requires "
        + "a gradient")
  }
  guard record.nodes.count <= largestGraph else {
    fatalError(
      "graph: \(record.nodes.count) operations are more than a reader can follow; draw a part of "
        + "\(largestGraph) at most")
  }
  let nodes = record.nodes.map { node in
    Figure.Graph.Node(label: label(of: node), kind: node.isLeaf ? .value : .operation)
  }
  let edges = record.edges.map { Figure.Graph.Edge(from: $0.source, to: $0.operation) }
  LessonRun.draw(.graph(Figure.Graph(nodes: nodes, edges: edges)), title, "", "", description)
}

private let largestGraph = 60

/// A leaf's name and shape; an operation's name without the part that all derivatives share.
private func label(of node: GraphDescription.Node) -> String {
  if node.isLeaf { return "\(node.label ?? "leaf") \(node.shape)" }
  let operation = node.name.split(separator: "Backward").first.map(String.init) ?? node.name
  return node.label.map { "\($0) = \(operation)" } ?? operation
}
