import Figures
import Foundation
import Markup
import Rendering

/// The page that shows how fast the library is: a chart and a table for each it is compared with.
struct BenchmarkPage: PageSource {
  private static let path = "benchmark.html"
  private static let title = "How fast"
  /// Ratios above this have a chart of their own, beside which smaller ones would be slivers.
  private static let chartLimit = 8.0

  let times: BenchmarkTimes

  var places: [(title: String, path: String)] { [(Self.title, Self.path)] }

  var pages: [SidePage] {
    [
      SidePage(
        path: Self.path, title: Self.title, summary: "Kindling's times compared with others",
        kind: "results",
        outline: times.references.enumerated().map { (anchor($0), $1.name) },
        source: "\(times)", article: { parent, _ in add(to: parent) })
    ]
  }

  private func anchor(_ index: Int) -> String { "reference-\(index + 1)" }

  private func add(to parent: Element) {
    parent.add("h1", [:], Self.title)
    parent.add(
      "p", ["class": "lead"],
      "Measured with make bench on \(times.processor), in \(times.rounds) rounds of each in turn.")
    parent.add(
      "p", [:],
      "A ratio is the other library's time divided by Kindling's, both taken in one round: above 1, "
        + "Kindling is faster. Times and ratios are medians over the rounds; least and most are the "
        + "lowest and highest ratio.")
    for (index, reference) in times.references.enumerated() {
      parent.add("h2", ["id": anchor(index)], reference.name)
      addCharts(of: reference, named: anchor(index), to: parent)
      addTable(of: reference, to: parent)
    }
  }

  private func addCharts(
    of reference: BenchmarkTimes.Reference, named name: String, to parent: Element
  ) {
    let small = reference.rows.filter { $0.ratio <= Self.chartLimit }
    let large = reference.rows.filter { $0.ratio > Self.chartLimit }
    for (number, rows) in [large, small].enumerated() where !rows.isEmpty {
      let ratios = Figure.Bars(name: "", values: rows.map(\.ratio))
      let limit = Int(Self.chartLimit)
      let figure = Figure(
        .bars(labels: rows.map(\.workload), groups: [ratios]),
        title: number == 0
          ? "More than \(limit) times as fast as \(reference.name)"
          : "Up to \(limit) times as fast as \(reference.name)",
        yLabel: "times as fast")
      Chart(figure: figure, identifier: "\(name)-chart-\(number + 1)").add(to: parent)
    }
  }

  private func addTable(of reference: BenchmarkTimes.Reference, to parent: Element) {
    let body = parent.addTable(
      ["Work", "Kindling", reference.name, "Ratio", "Least", "Most"], numbers: 1...)
    for row in reference.rows {
      let cells =
        [Self.readable(row.ours), Self.readable(row.reference)]
        + [row.ratio, row.least, row.most].map { String(format: "%.2f", $0) }
      body.add("tr") { line in
        line.add("td", [:], row.workload)
        for cell in cells { line.add("td", ["class": "right"], cell) }
      }
    }
  }

  /// A time in the unit that suits it.
  private static func readable(_ seconds: Double) -> String {
    let units = [(1e-6, "ns"), (1e-3, "\u{B5}s"), (1, "ms")]
    guard let (size, unit) = units.first(where: { seconds < $0.0 }) else {
      return String(format: "%.3g s", seconds)
    }
    return String(format: "%.3g ", seconds / size * 1000) + unit
  }
}
