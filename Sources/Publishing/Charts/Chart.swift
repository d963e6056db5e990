import Figures

/// A figure as accessible SVG: a picture with a title and a description, and its data in a table.
struct Chart {
  static let width = 560.0
  static let height = 330.0

  let figure: Figure
  /// Makes the identifiers in the drawing unique on the page.
  let identifier: String

  /// Adds the chart to a page.
  func add(to parent: Element) {
    let element = parent.add("figure", ["class": "chart"])
    let svg = element.add(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "role": "img",
        "viewBox": "0 0 \(coordinate(Self.width)) \(coordinate(height))",
        "aria-labelledby": "\(identifier)-title \(identifier)-description",
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

  private var height: Double {
    guard case .heatmap(let values, _, let columns) = figure.content else { return Self.height }
    return Heatmap.height(rows: values.count, columns: columns.count)
  }

  private func draw(in svg: Element) {
    switch figure.content {
    case .lines(let series):
      let plot = Plot(figure, names: series.map(\.name), in: svg)
      plot.draw(lines: series)
    case .points(let series):
      let plot = Plot(figure, names: series.map(\.name), in: svg)
      plot.draw(points: series)
    case .bars(let labels, let groups):
      let plot = Plot(figure, names: groups.map(\.name), in: svg)
      plot.draw(bars: groups, labels: labels)
    case .histogram(let edges, let counts):
      let plot = Plot(figure, names: [], in: svg)
      plot.draw(counts: counts, edges: edges)
    case .heatmap(let values, let rows, let columns):
      Heatmap(values: values, rows: rows, columns: columns).draw(figure, in: svg)
    }
  }
}
