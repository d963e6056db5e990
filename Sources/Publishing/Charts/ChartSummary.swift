import Figures

/// What a figure shows, in words, for those who cannot see it.
struct ChartSummary: CustomStringConvertible {
  private let figure: Figure

  init(_ figure: Figure) {
    self.figure = figure
  }

  /// The author's description, else one derived from the data.
  var description: String {
    guard figure.description.isEmpty else { return figure.description }
    switch figure.content {
    case .lines(let series): return "Line chart\(axes). \(series.map(range).joined(separator: " "))"
    case .points(let series):
      return "Scatter chart\(axes). \(series.map(range).joined(separator: " "))"
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
      + (missing == 0 ? "." : ", and \(missing) that are no numbers.")
  }
}
