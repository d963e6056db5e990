import Documents
import Figures

/// The layouts of the graphs on a page.
package struct Drawings: Sendable {
  private(set) var layouts: [Figure.Graph: GraphLayout]

  init(layouts: [Figure.Graph: GraphLayout] = [:]) {
    self.layouts = layouts
  }

  /// Lays out the graphs of diagrams and of what lessons drew. Throws as `GraphLayout.of(_:)` does.
  package init(of blocks: [Block], _ outputs: [CellOutput] = []) async throws {
    var graphs = outputs.flatMap(\.figures).flatMap(Self.graphs)
    for code in blocks.codeBlocks {
      if case .diagram = code.role { graphs.append(Diagram(code).graph) }
    }
    layouts = [:]
    for graph in graphs { layouts[graph] = try await GraphLayout.of(graph) }
  }

  /// The graphs that a figure is, or is made of.
  private static func graphs(in figure: Figure) -> [Figure.Graph] {
    switch figure.content {
    case .graph(let graph): [graph]
    case .panels(let figures), .frames(_, _, let figures): figures.flatMap(graphs)
    default: []
    }
  }
}
