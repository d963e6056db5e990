import Figures
import Markup

/// Bars with a word each: upright where the words fit under them, else lying, a line a word.
struct BarChart {
  let labels: [String]
  let groups: [Figure.Bars]

  private static let top = 8.0
  private static let right = Chart.width - 14

  /// The room for one word under upright bars.
  var slot: Double { (Plot.right - Plot.left) / Double(max(labels.count, 1)) }

  var isHorizontal: Bool { widestLabel * Pen.smallWindow + 6 > slot }

  var height: Double { isHorizontal ? bottom + 48 : Chart.height }

  private var widestLabel: Double { labels.map(Pen.width).max() ?? 0 }
  private var left: Double { min(widestLabel * Pen.smallWindow + 12, Chart.width / 2) }
  private var line: Double { Double(max(groups.count, 1)) * 10 + 12 }
  private var bottom: Double { Self.top + Double(labels.count) * line }

  /// Draws lying bars.
  func draw(_ figure: Figure, extent: Extent = Extent(), in svg: Element) {
    let pen = Pen(svg: svg)
    let x = Scale(
      groups.flatMap(\.values) + extent.y, onto: (left, Self.right), includingZero: true)
    for tick in x.ticks {
      let place = x.position(tick)
      pen.line("grid", x: (place, place), y: (Self.top, bottom))
      pen.text(x.label(tick), x: place, y: bottom + 18, anchor: "middle")
    }
    for (position, label) in labels.enumerated() {
      let middle = Self.top + (Double(position) + 0.5) * line
      pen.text(label, x: left - 8, y: middle + 4.5, anchor: "end")
      for (index, group) in groups.enumerated() where group.values[position].isFinite {
        let start = middle + (Double(index) - Double(groups.count) / 2) * 10
        pen.bar(
          index, y: start, height: 9, from: x.position(0), to: x.position(group.values[position]))
      }
    }
    pen.line("axis", x: (x.position(0), x.position(0)), y: (Self.top, bottom))
    // What a bar's length means is the vertical axis's name when bars are upright.
    pen.xLabel(figure.yLabel, x: (left + Self.right) / 2, y: bottom + 40)
  }
}
