import Figures

/// A fenced block that says what leads to what, a line a chain:
///
///     sentence -> (count words) -> counts -> (affine map) -> scores
///     loss -> weight: its gradient
///
/// Words in parentheses are actions, others are things. The words after a colon are beside the
/// chain's last arrow. A link, `[scores](2.3)`, makes its box lead there; a line `left to right` or
/// `top to bottom` says which way the arrows go.
package struct Diagram {
  private struct Chain {
    let nodes: [String]
    let label: String
  }

  private static let directions: [String: Figure.Graph.Direction] = [
    "left to right": .right, "top to bottom": .down,
  ]

  private let chains: [Chain]
  private let direction: Figure.Graph.Direction

  /// Reads a block that `check(_:file:)` found to be right.
  package init(_ block: CodeBlock) {
    let lines = block.lines.filter { !String($0).trimmed.isEmpty }
    direction = lines.lazy.compactMap { Self.directions[String($0).trimmed] }.first ?? .fitting
    chains = lines.filter { Self.directions[String($0).trimmed] == nil }.map(Self.chain)
  }

  /// The links of the diagram's boxes: their targets and words.
  package var links: [(target: String, words: String)] {
    graph.nodes.filter { !$0.link.isEmpty }.map { ($0.link, $0.label) }
  }

  /// The diagram as something to draw.
  package var graph: Figure.Graph {
    var nodes: [Figure.Graph.Node] = []
    func position(of name: String) -> Int {
      let node = Self.node(name)
      guard let index = nodes.firstIndex(where: { $0.label == node.label && $0.kind == node.kind })
      else {
        nodes.append(node)
        return nodes.count - 1
      }
      // One mention with a link is enough.
      if nodes[index].link.isEmpty { nodes[index].link = node.link }
      return index
    }
    var edges: [Figure.Graph.Edge] = []
    for chain in chains {
      let positions = chain.nodes.map(position)
      for (index, (from, to)) in zip(positions, positions.dropFirst()).enumerated() {
        let isLast = index == positions.count - 2
        edges.append(Figure.Graph.Edge(from: from, to: to, label: isLast ? chain.label : ""))
      }
    }
    return Figure.Graph(nodes: nodes, edges: edges, direction: direction)
  }

  /// A box: `scores`, `(softmax)`, `[scores](2.3)` or `([softmax](2.3))`.
  private static func node(_ name: String) -> Figure.Graph.Node {
    var name = name
    var link = ""
    let isDone = name.hasPrefix("(") && name.hasSuffix(")")
    if isDone { name = String(name.dropFirst().dropLast()) }
    if let match = name.wholeMatch(of: /\[(.+)\]\(([^()]+)\)/) {
      (name, link) = (String(match.1), String(match.2))
    }
    return Figure.Graph.Node(label: name, kind: isDone ? .operation : .value, link: link)
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
      if directions[String(line).trimmed] != nil { continue }
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
