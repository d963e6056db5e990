import Figures

/// A fenced block that says what leads to what, a line a chain:
///
///     sentence -> (count words) -> counts -> (affine map) -> scores
///     loss -> weight: its gradient
///
/// Words in parentheses are something done, others something there. The words after a colon stand
/// beside the chain's last arrow.
struct Diagram {
  private struct Chain {
    let nodes: [String]
    let label: String
  }

  private let chains: [Chain]

  /// Reads a block that `check(_:file:)` found to be right.
  init(_ block: CodeBlock) {
    chains = block.lines.filter { !String($0).trimmed.isEmpty }.map(Self.chain)
  }

  /// The diagram as something to draw.
  var graph: Figure.Graph {
    var names: [String] = []
    func position(of name: String) -> Int {
      if let index = names.firstIndex(of: name) { return index }
      names.append(name)
      return names.count - 1
    }
    var edges: [Figure.Graph.Edge] = []
    for chain in chains {
      let positions = chain.nodes.map(position)
      for (index, (from, to)) in zip(positions, positions.dropFirst()).enumerated() {
        let isLast = index == positions.count - 2
        edges.append(Figure.Graph.Edge(from: from, to: to, label: isLast ? chain.label : ""))
      }
    }
    let nodes = names.map { name in
      let isDone = name.hasPrefix("(") && name.hasSuffix(")")
      return Figure.Graph.Node(
        label: isDone ? String(name.dropFirst().dropLast()) : name,
        kind: isDone ? .operation : .value)
    }
    return Figure.Graph(nodes: nodes, edges: edges)
  }

  /// Throws a `LessonFault` for a diagram without a title, and for a line that is no chain.
  static func check(_ block: CodeBlock, file: String) throws(LessonFault) {
    func fault(_ line: Int, _ message: String) -> LessonFault {
      LessonFault(file: file, line: line, message: message)
    }
    guard case .diagram(let title) = block.role, !title.isEmpty else {
      throw fault(
        block.line, "a diagram needs a title after the word, as in ```diagram From words to scores")
    }
    for (index, line) in block.lines.enumerated() where !String(line).trimmed.isEmpty {
      let nodes = chain(line).nodes
      guard nodes.count > 1, !nodes.contains("") else {
        throw fault(
          block.firstLine + index,
          "a diagram's line reads 'a -> b' or 'a -> b -> c: words', not '\(line)'")
      }
    }
  }

  private static func chain(_ line: Substring) -> Chain {
    let parts = line.split(separator: ": ", maxSplits: 1).map { String($0).trimmed }
    let nodes = (parts.first ?? "").split(separator: "->", omittingEmptySubsequences: false)
    return Chain(nodes: nodes.map { String($0).trimmed }, label: parts.count > 1 ? parts[1] : "")
  }
}
