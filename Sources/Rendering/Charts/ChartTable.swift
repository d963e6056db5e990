import Figures
import Foundation
import Markup

/// A figure's data as rows and columns.
package struct ChartTable {
  /// More rows than this are thinned out evenly, first and last kept.
  static let limit = 40

  package private(set) var header: [String]
  package private(set) var rows: [[String]]
  private let total: Int

  package init(_ figure: Figure) {
    let x = figure.xLabel.isEmpty ? "x" : figure.xLabel
    let y = figure.yLabel.isEmpty ? "y" : figure.yLabel
    switch figure.content {
    case .plane(let plane) where plane.isTable:
      let series = plane.lines
      header = [x] + series.map { $0.name.isEmpty ? y : $0.name }
      rows = (series.first?.x ?? []).indices.map { index in
        [Self.number(series[0].x[index])] + series.map { Self.number($0.y[index]) }
      }
    case .plane(let plane):
      let series = plane.lines + plane.points
      let isNamed = series.count > 1
      let isLabelled = series.contains { !$0.labels.isEmpty }
      header = (isNamed ? ["series"] : []) + (isLabelled ? ["point"] : []) + [x, y]
      rows = series.flatMap { series in
        series.x.indices.map { index in
          (isNamed ? [series.name] : [])
            + (isLabelled ? [series.labels.isEmpty ? "" : series.labels[index]] : [])
            + [Self.number(series.x[index]), Self.number(series.y[index])]
        }
      }
      if let surface = plane.surface, series.isEmpty {
        header = ["height of each line"]
        rows = surface.levels.map { [Self.number($0)] }
      }
    case .bars(let labels, let groups):
      header = [figure.xLabel] + groups.map { $0.name.isEmpty ? "value" : $0.name }
      rows = labels.enumerated().map { index, label in
        [label] + groups.map { Self.number($0.values[index]) }
      }
    case .histogram(let edges, let counts):
      header = ["from", "to", "count"]
      rows = counts.enumerated().map { index, count in
        [Self.number(edges[index]), Self.number(edges[index + 1]), "\(count)"]
      }
    case .heatmap(let values, let names, let columns):
      header = [figure.yLabel] + columns
      rows = zip(names, values).map { name, line in [name] + line.map(Self.number) }
    case .shapes, .panels, .frames: (header, rows) = ([], [])
    case .graph(let graph):
      let hasLabels = graph.edges.contains { !$0.label.isEmpty }
      header = ["from", "to"] + (hasLabels ? ["by"] : [])
      rows = graph.edges.map { edge in
        [graph.nodes[edge.from].label, graph.nodes[edge.to].label] + (hasLabels ? [edge.label] : [])
      }
    }
    total = rows.count
    if total > Self.limit {
      let all = rows
      rows = (0..<Self.limit).map { all[$0 * (total - 1) / (Self.limit - 1)] }
    }
  }

  /// Adds the table to a page.
  func add(to parent: Element) {
    let table = parent.add("table")
    if rows.count < total {
      table.add("caption", [:], "\(rows.count) of \(total) rows, evenly chosen")
    }
    table.add("thead").add("tr") { row in
      for name in header {
        // A cell that heads nothing is not announced as a heading.
        row.add(name.isEmpty ? "td" : "th", ["scope": name.isEmpty ? nil : "col"], name)
      }
    }
    let body = table.add("tbody")
    for line in rows {
      body.add("tr") { row in
        for value in line { row.add("td", [:], value) }
      }
    }
  }

  /// Whether there are numbers to show.
  var isEmpty: Bool { rows.isEmpty }

  static func number(_ value: Double) -> String {
    let isWhole = value == value.rounded() && abs(value) < 1e9
    return typographic(String(format: isWhole ? "%.0f" : "%.5g", value == 0 ? 0 : value))
  }
}

extension Figure.Plane {
  /// Whether the lines share their places, so that each can have a column.
  fileprivate var isTable: Bool {
    points.isEmpty && surface == nil && regions == nil
      && lines.allSatisfy { $0.x == lines[0].x }
  }
}
