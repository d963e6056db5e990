import Kindling

/// Draws how a tensor was computed: its operations, from the tensors that they began with.
///
///     graph(loss, names: ["weight": weight, "loss": loss], title: "How the loss is computed")
///
/// With `values` the tensors in `names` have their numbers under their names, where those are few,
/// and their gradients, where there are any: those of leaves after `backward()`, and of others that
/// had `retainGradient()` called.
///
/// Only what takes part in gradients is recorded, so an input that requires none is not drawn.
/// Traps when nothing is recorded, and when there is too much to read:
/// `graph: 812 operations are more than a reader can follow; draw a part of 60 at most`.
public func graph(
  _ tensor: Tensor, names: KeyValuePairs<String, Tensor> = [:], values: Bool = false,
  title: String, description: String = ""
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
    let named = names.first { $0.key == node.label }?.value
    return Figure.Graph.Node(
      label: label(of: node), kind: node.isLeaf ? .value : .operation,
      details: values ? named.map(details) ?? [] : [])
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

/// A tensor's value and gradient, a line each.
private func details(of tensor: Tensor) -> [String] {
  [
    numbers(of: tensor).map { "value \($0)" },
    tensor.grad.flatMap(numbers).map { "gradient \($0)" },
  ].compactMap { $0 }
}

/// The numbers of a tensor, rounded to four digits after the point; nil for more than four of them.
private func numbers(of tensor: Tensor) -> String? {
  let values = tensor.detach().doubles()
  guard (1...4).contains(values.count) else { return nil }
  let words = values.map { value in
    let rounded = (value * 1e4).rounded() / 1e4
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
  return tensor.rank == 0 ? words[0] : "[\(words.joined(separator: ", "))]"
}
