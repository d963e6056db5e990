import Figures
import Markup

/// What a figure shows, in words, for those who cannot see it.
package struct ChartSummary: CustomStringConvertible {
  private let figure: Figure

  package init(_ figure: Figure) {
    self.figure = figure
  }

  /// The author's description, else one derived from the data.
  package var description: String {
    guard figure.description.isEmpty else { return figure.description }
    switch figure.content {
    case .plane(let plane): return description(of: plane)
    case .shapes(let shapes): return description(of: shapes)
    case .panels(let figures), .frames(_, _, let figures):
      return figures.map { "\($0.title): \(ChartSummary($0).description)" }.joined(separator: " ")
    case .bars(let labels, let groups):
      let sentences = groups.map { group in
        let values = zip(labels, group.values).map { "\($0) \(ChartTable.number($1))" }
        return (group.name.isEmpty ? "" : "\(group.name): ") + values.joined(separator: ", ") + "."
      }
      return "Bar chart\(axes). \(sentences.joined(separator: " "))"
    case .histogram(let edges, let counts):
      let (low, high) = (ChartTable.number(edges[0]), ChartTable.number(edges[counts.count]))
      return "Histogram of \(counts.reduce(0, +)) values from \(low) to \(high)."
    case .heatmap(let values, _, let columns):
      return "Heat map of \(values.count) rows and \(columns.count) columns."
    case .graph(let graph) where graph.edges.isEmpty:
      return "Boxes: \(graph.nodes.map(\.label).joined(separator: ", "))."
    case .graph(let graph):
      let arrows = graph.edges.map { edge in
        "\(graph.nodes[edge.from].label) to \(graph.nodes[edge.to].label)"
          + (edge.label.isEmpty ? "" : " (\(edge.label))")
      }
      return "Arrows lead from \(arrows.joined(separator: ", from "))."
    }
  }

  private func description(of plane: Figure.Plane) -> String {
    var parts: [String] = []
    let series = (plane.lines + plane.points).map(range)
    if let surface = plane.surface {
      let levels = surface.levels.map(ChartTable.number).joined(separator: ", ")
      parts.append("Lines of equal height\(axes), at \(levels).")
    } else if let regions = plane.regions {
      parts.append("Regions\(axes): \(shares(of: regions)).")
    } else {
      parts.append(
        plane.lines.isEmpty && !plane.points.isEmpty
          ? "Scatter chart\(axes)." : "Line chart\(axes).")
    }
    return (parts + series).joined(separator: " ")
  }

  /// How much of the plane each class has.
  private func shares(of regions: Figure.Regions) -> String {
    let cells = regions.classes.joined()
    return regions.names.enumerated().map { number, name in
      let share = Double(cells.count { $0 == number }) / Double(max(cells.count, 1))
      return "\(name) \(Int((share * 100).rounded())) percent"
    }.joined(separator: ", ")
  }

  private func description(of shapes: Figure.Shapes) -> String {
    let names: [Figure.Shapes.Operation: String] = [
      .product: "times", .sum: "plus", .difference: "minus",
      .elementwise: "element by element times",
      .equals: "is",
    ]
    let terms = shapes.terms.map { "\($0.name) of shape [\($0.sizes.joined(separator: ", "))]" }
    let operations = shapes.operations.map { names[$0] ?? $0.rawValue } + [""]
    return zip(terms, operations).map { "\($0) \($1)" }.joined(separator: " ").trimmed + "."
  }

  private var axes: String {
    switch (figure.yLabel.isEmpty, figure.xLabel.isEmpty) {
    case (false, false): " of \(figure.yLabel) against \(figure.xLabel)"
    case (false, true): " of \(figure.yLabel)"
    case (true, false): " against \(figure.xLabel)"
    case (true, true): ""
    }
  }

  private func range(_ series: Figure.Series) -> String {
    let values = series.y.filter(\.isFinite)
    let name = series.name.isEmpty ? "Values" : series.name
    guard let low = values.min(), let high = values.max() else { return "\(name): no values." }
    let (least, most) = (ChartTable.number(low), ChartTable.number(high))
    if low == high, values.count == 1 { return "\(name): 1 point at \(least)." }
    let missing = series.y.count - values.count
    return "\(name): \(values.count) points from \(least) to \(most)"
      + (missing == 0 ? "." : ", and \(missing) that are not numbers.")
  }
}
