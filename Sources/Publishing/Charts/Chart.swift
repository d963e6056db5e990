import Figures
import Markup

/// A figure as accessible SVG: a picture with a title and a description, and its data in a table.
struct Chart {
  static let width = 560.0
  static let height = 320.0

  let figure: Figure
  /// Makes the identifiers in the drawing unique on the page.
  let identifier: String
  var drawings = Drawings()

  /// Adds the chart to a page.
  func add(to parent: Element) {
    let isGraph = if case .graph = figure.content { true } else { false }
    let element = parent.add("figure", ["class": isGraph ? "chart graph" : "chart"])
    if case .graph(let graph) = figure.content, drawings.layouts[graph] == nil {
      addList(graph, to: element)
      element.add("figcaption", [:], figure.title)
      return
    }
    Legend(figure: figure).add(to: element)
    let size = size
    let svg = element.add(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "role": "img",
        "viewBox": "0 0 \(coordinate(size.width)) \(coordinate(size.height))",
        "aria-labelledby": "\(identifier)-title \(identifier)-description",
        // Other drawings fill the column; a graph is as large as its words need.
        "style": isGraph ? "max-width: \(coordinate(size.width * 1.2))px" : nil,
      ])
    svg.add("title", ["id": "\(identifier)-title"], figure.title)
    svg.add("desc", ["id": "\(identifier)-description"], ChartSummary(figure).description)
    draw(in: svg)
    element.add("figcaption", [:], figure.title)
    element.add("details", ["class": "data"]) { details in
      details.add("summary", [:], "Data")
      ChartTable(figure).add(to: details.add("div", ["class": "scroll", "tabindex": "0"]))
    }
  }

  /// What stands where there is no Graphviz to place boxes and arrows.
  private func addList(_ graph: Figure.Graph, to parent: Element) {
    let list = parent.add("ul", ["class": "graph"])
    for edge in graph.edges {
      let words = "\(graph.nodes[edge.from].label) \u{2192} \(graph.nodes[edge.to].label)"
      list.add("li", [:], words + (edge.label.isEmpty ? "" : " (\(edge.label))"))
    }
  }

  private var size: (width: Double, height: Double) {
    switch figure.content {
    case .heatmap(let values, let rows, let columns):
      (Self.width, heatmap(values, rows, columns).height)
    case .bars(let labels, let groups):
      (Self.width, BarChart(labels: labels, groups: groups).height)
    case .graph(let graph):
      drawings.layouts[graph].map { layout in
        let drawing = GraphDrawing(graph: graph, layout: layout)
        return (drawing.width, drawing.height)
      } ?? (Self.width, 0)
    case .lines, .points, .histogram: (Self.width, Self.height)
    }
  }

  private func heatmap(_ values: [[Double]], _ rows: [String], _ columns: [String]) -> Heatmap {
    Heatmap(figure: figure, values: values, rows: rows, columns: columns)
  }

  private func draw(in svg: Element) {
    let plot = Plot(figure, in: svg)
    switch figure.content {
    case .lines(let series): plot.draw(lines: series)
    case .points(let series): plot.draw(points: series)
    case .bars(let labels, let groups):
      let chart = BarChart(labels: labels, groups: groups)
      if chart.isHorizontal { chart.draw(figure, in: svg) } else { plot.draw(chart) }
    case .histogram(let edges, let counts): plot.draw(counts: counts, edges: edges)
    case .heatmap(let values, let rows, let columns):
      heatmap(values, rows, columns).draw(in: svg)
    case .graph(let graph):
      if let layout = drawings.layouts[graph] {
        GraphDrawing(graph: graph, layout: layout).draw(in: svg)
      }
    }
  }
}
