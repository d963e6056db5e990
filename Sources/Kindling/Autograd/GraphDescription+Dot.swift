extension GraphDescription {
  /// The graph in Graphviz's DOT language, from the inputs down to the result.
  ///
  /// Operations are boxes with the name of their derivative and the shape of their result; leaves
  /// are ellipses. Save it as `graph.dot` and draw it with `dot -Tsvg graph.dot`.
  ///
  /// ```swift
  /// let x = Tensor([1.0, 2.0]).requiringGradient()
  /// print(x.sum().recordedGraph(labels: ["x": x]).dot)
  /// // digraph {
  /// //   n0 [shape=box, label="SumBackward0\n[]"]
  /// //   n1 [shape=ellipse, label="x\n[2]"]
  /// //   n1 -> n0
  /// // }
  /// ```
  public var dot: String {
    let boxes = nodes.enumerated().map { place, node in
      let name = node.label ?? node.name
      let quoted = name.map { "\"\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
      let shape = node.isLeaf ? "ellipse" : "box"
      return "  n\(place) [shape=\(shape), label=\"\(quoted)\\n\(node.shape)\"]\n"
    }
    let arrows = edges.map { "  n\($0.source) -> n\($0.operation)\n" }
    return "digraph {\n" + (boxes + arrows).joined() + "}\n"
  }
}
