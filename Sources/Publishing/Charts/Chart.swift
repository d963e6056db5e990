import Figures
import Markup

/// A figure as accessible SVG: a picture with a title and a description, and its data in a table.
struct Chart {
  static let width = 560.0
  static let height = 320.0

  let figure: Figure
  /// Makes the identifiers in the drawing unique on the page.
  let identifier: String

  /// Adds the chart to a page.
  func add(to parent: Element) {
    let element = parent.add("figure", ["class": "chart"])
    Legend(figure: figure).add(to: element)
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
    guard case .heatmap(let values, let rows, let columns) = figure.content else {
      return Self.height
    }
    return Heatmap(values: values, rows: rows, columns: columns).height
  }

  private func draw(in svg: Element) {
    let plot = Plot(figure, in: svg)
    switch figure.content {
    case .lines(let series): plot.draw(lines: series)
    case .points(let series): plot.draw(points: series)
    case .bars(let labels, let groups): plot.draw(bars: groups, labels: labels)
    case .histogram(let edges, let counts): plot.draw(counts: counts, edges: edges)
    case .heatmap(let values, let rows, let columns):
      Heatmap(values: values, rows: rows, columns: columns).draw(figure, in: svg)
    }
  }
}
