import Figures

/// The layouts of the graphs on a page; a graph without one is shown as a list.
struct Drawings: Sendable {
  private(set) var layouts: [Figure.Graph: GraphLayout]

  init(layouts: [Figure.Graph: GraphLayout] = [:]) {
    self.layouts = layouts
  }

  /// Lays out the graphs of diagrams and of what lessons drew.
  init(of blocks: [Block], _ outputs: [CellOutput] = []) async throws {
    var graphs = outputs.flatMap(\.figures).compactMap { figure in
      if case .graph(let graph) = figure.content { graph } else { nil }
    }
    for case .code(let code) in blocks {
      if case .diagram = code.role { graphs.append(Diagram(code).graph) }
    }
    layouts = [:]
    for graph in graphs { layouts[graph] = try await GraphLayout.of(graph) }
  }
}
