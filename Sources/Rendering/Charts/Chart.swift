import Documents
import Figures
import Markup

/// A figure as accessible SVG: a picture with a title and a description, and its data in a table.
package struct Chart {
  static let width = 560.0
  static let height = 320.0

  let figure: Figure
  /// Makes the identifiers in the drawing unique on the page.
  let identifier: String
  var drawings = Drawings()
  /// The figure's number on the page, and its identifier there; nil where figures have none.
  var number: Int?
  /// Turns what a box links to into an address.
  var address: (String) -> String? = { _ in nil }

  package init(
    figure: Figure, identifier: String, drawings: Drawings = Drawings(), number: Int? = nil,
    address: @escaping (String) -> String? = { _ in nil }
  ) {
    self.figure = figure
    self.identifier = identifier
    self.drawings = drawings
    self.number = number
    self.address = address
  }

  /// Adds the chart to a page.
  package func add(to parent: Element) {
    let element = parent.add(
      "figure",
      [
        "class": style, "id": number.map(FigureNumbers.anchor),
      ])
    switch figure.content {
    case .panels(let figures): addPanels(figures, to: element)
    case .frames(let name, let values, let figures):
      addFrames(figures, name: name, values: values, to: element)
    default: Picture(chart: self, figure: figure, identifier: identifier).add(to: element)
    }
    element.addCaption(figure.title, number: number)
    if hasTable {
      element.add("details", ["class": "data"]) { details in
        details.add("summary", [:], "Data")
        ChartTable(figure).add(to: details.add("div", ["class": "scroll"]))
      }
    }
  }

  private var style: String {
    switch figure.content {
    case .graph(let graph): graph.direction == .right ? "chart graph wide" : "chart graph"
    case .shapes: "chart shapes"
    case .panels: "chart panels"
    case .frames: "chart frames"
    default: "chart"
    }
  }

  /// Shapes are all in their description, and figures of several in their parts.
  private var hasTable: Bool {
    switch figure.content {
    case .shapes, .panels, .frames: false
    default: !ChartTable(figure).isEmpty
    }
  }

  private func addPanels(_ figures: [Figure], to parent: Element) {
    describe(parent)
    let extent = Extent(of: figures)
    let grid = parent.add("div", ["class": "panel-list"])
    for (index, inner) in figures.enumerated() {
      let panel = grid.add("div", ["class": "panel"])
      panel.add("p", ["class": "panel-title"], inner.title)
      Picture(
        chart: self, figure: inner, identifier: "\(identifier)-\(index + 1)", extent: extent
      ).add(to: panel)
    }
  }

  private func addFrames(
    _ figures: [Figure], name: String, values: [String], to parent: Element
  ) {
    describe(parent)
    let extent = Extent(of: figures)
    let middle = figures.count / 2
    let list = parent.add("div", ["class": "frames", "data-name": name])
    for (index, inner) in figures.enumerated() {
      let frame = list.add(
        "div",
        [
          "class": index == middle ? "frame middle" : "frame", "data-value": values[index],
          "hidden": index == middle ? nil : "hidden",
        ])
      frame.add("p", ["class": "panel-title"], "\(name) \(typographic(values[index]))")
      Picture(
        chart: self, figure: inner, identifier: "\(identifier)-\(index + 1)", extent: extent
      ).add(to: frame)
    }
  }

  /// What a figure of several says of all of them, for those who cannot see it.
  private func describe(_ parent: Element) {
    guard !figure.description.isEmpty else { return }
    parent.add("p", ["class": "unseen"], figure.description)
  }
}

/// The drawing of a figure, with its legend.
struct Picture {
  let chart: Chart
  let figure: Figure
  let identifier: String
  var extent = Extent()

  func add(to parent: Element) {
    Legend(figure: figure).add(to: parent)
    let size = size
    let svg = parent.add(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "role": hasLinks ? "group" : "img",
        "viewBox": "0 0 \(coordinate(size.width)) \(coordinate(size.height))",
        "aria-labelledby": "\(identifier)-title \(identifier)-description",
        // Other drawings fill the column; a graph is as large as its words need.
        "style": style(width: size.width),
      ])
    svg.add("title", ["id": "\(identifier)-title"], figure.title)
    svg.add("desc", ["id": "\(identifier)-description"], ChartSummary(figure).description)
    draw(in: svg)
  }

  private var hasLinks: Bool {
    guard case .graph(let graph) = figure.content else { return false }
    return graph.nodes.contains { !$0.link.isEmpty }
  }

  private func style(width: Double) -> String? {
    let most = "max-width: \(coordinate(width * 1.2))px"
    return switch figure.content {
    case .graph(let graph) where graph.direction == .right:
      "\(most); min-width: \(coordinate(width * 0.8))px"
    case .graph, .shapes: most
    default: nil
    }
  }

  private var size: (width: Double, height: Double) {
    switch figure.content {
    case .heatmap(let values, let rows, let columns):
      (Chart.width, heatmap(values, rows, columns).height)
    case .bars(let labels, let groups):
      (Chart.width, BarChart(labels: labels, groups: groups).height)
    case .graph(let graph):
      (drawing(of: graph).width, drawing(of: graph).height)
    case .shapes(let shapes):
      (ShapesDrawing(shapes: shapes).width, ShapesDrawing(shapes: shapes).height)
    case .plane: (Chart.width, Plot.height(of: figure, extent: extent))
    case .histogram, .panels, .frames: (Chart.width, Chart.height)
    }
  }

  private func heatmap(_ values: [[Double]], _ rows: [String], _ columns: [String])
    -> HeatmapDrawing
  {
    let largest = (values.joined() + extent.y).filter(\.isFinite).map(abs).max() ?? 0
    return HeatmapDrawing(
      figure: figure, values: values, rows: rows, columns: columns, largest: largest)
  }

  private func drawing(of graph: Figure.Graph) -> GraphDrawing {
    guard let layout = chart.drawings.layouts[graph] else {
      preconditionFailure("the graph of '\(figure.title)' was not laid out")
    }
    return GraphDrawing(graph: graph, layout: layout, address: chart.address)
  }

  private func draw(in svg: Element) {
    let plot = Plot(figure, extent: extent, in: svg)
    switch figure.content {
    case .plane(let plane): plot.draw(plane)
    case .bars(let labels, let groups):
      let bars = BarChart(labels: labels, groups: groups)
      if bars.isHorizontal { bars.draw(figure, extent: extent, in: svg) } else { plot.draw(bars) }
    case .histogram(let edges, let counts): plot.draw(counts: counts, edges: edges)
    case .heatmap(let values, let rows, let columns):
      heatmap(values, rows, columns).draw(in: svg)
    case .graph(let graph): drawing(of: graph).draw(in: svg)
    case .shapes(let shapes): ShapesDrawing(shapes: shapes).draw(in: svg)
    case .panels, .frames: break
    }
  }
}
