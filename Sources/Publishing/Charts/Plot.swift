import Figures
import Markup

/// A drawing with a horizontal and a vertical axis.
struct Plot {
  private let figure: Figure
  private let pen: Pen
  static let left = 66.0
  static let right = Chart.width - 14

  private let left = Plot.left
  private let right = Plot.right
  private let top = 14.0
  private let bottom: Double

  init(_ figure: Figure, in svg: Element) {
    self.figure = figure
    pen = Pen(svg: svg)
    bottom = Chart.height - (figure.xLabel.isEmpty ? 32 : 56)
  }

  // MARK: Marks

  func draw(lines: [Figure.Series]) {
    let (x, y) = drawAxes(lines)
    for (index, line) in lines.enumerated() {
      let points = zip(line.x, line.y).map { (x: $0, y: $1) }
      // A value that is not a number leaves a gap.
      let stretches = points.split { !$0.x.isFinite || !$0.y.isFinite }
      var path = ""
      for stretch in stretches where stretch.count > 1 {
        let places = stretch.map {
          "\(coordinate(x.position($0.x))) \(coordinate(y.position($0.y)))"
        }
        path += "M" + places.joined(separator: "L")
      }
      pen.svg.add("path", ["class": "line \(Pen.style(index))", "d": path])
      // A line through one point would not be seen.
      for point in stretches.filter({ $0.count == 1 }).joined() {
        pen.mark(index, x: x.position(point.x), y: y.position(point.y))
      }
    }
  }

  func draw(points: [Figure.Series]) {
    let (x, y) = drawAxes(points)
    for (index, cloud) in points.enumerated() {
      for (xValue, yValue) in zip(cloud.x, cloud.y) where xValue.isFinite && yValue.isFinite {
        pen.mark(index, x: x.position(xValue), y: y.position(yValue))
      }
    }
  }

  func draw(_ chart: BarChart) {
    let y = Scale(chart.groups.flatMap(\.values), onto: (bottom, top), includingZero: true)
    drawVerticalAxis(y)
    let slot = chart.slot
    let width = min(slot * 0.76 / Double(max(chart.groups.count, 1)), 64)
    for (position, label) in chart.labels.enumerated() {
      let center = left + (Double(position) + 0.5) * slot
      pen.text(label, x: center, y: bottom + 20, anchor: "middle")
      for (index, group) in chart.groups.enumerated() where group.values[position].isFinite {
        let start = center + (Double(index) - Double(chart.groups.count) / 2) * width
        let end = y.position(group.values[position])
        pen.bar(index, x: start + 1, width: width - 2, from: y.position(0), to: end)
      }
    }
    pen.line("axis", x: (left, right), y: (y.position(0), y.position(0)))
    drawLabels()
  }

  func draw(counts: [Int], edges: [Double]) {
    let x = Scale(edges, onto: (left, right), count: 6, isWidened: false)
    let y = Scale(counts.map(Double.init), onto: (bottom, top), includingZero: true, isWhole: true)
    drawVerticalAxis(y)
    drawHorizontalAxis(x)
    for (index, count) in counts.enumerated() {
      let start = x.position(edges[index])
      let width = max(x.position(edges[index + 1]) - start - 1, 0.5)
      pen.bar(0, x: start + 0.5, width: width, from: bottom, to: y.position(Double(count)))
    }
    drawLabels()
  }

  // MARK: Axes

  private func drawAxes(_ series: [Figure.Series]) -> (Scale, Scale) {
    let places = series.flatMap(\.x)
    // Between the first and the second step there is nothing to mark.
    let isWhole = places.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
    let x = Scale(places, onto: (left, right), count: 6, isWhole: isWhole)
    let y = Scale(series.flatMap(\.y), onto: (bottom, top))
    drawVerticalAxis(y)
    drawHorizontalAxis(x)
    drawLabels()
    return (x, y)
  }

  private func drawVerticalAxis(_ scale: Scale) {
    for tick in scale.ticks {
      let y = scale.position(tick)
      pen.line(tick == 0 ? "axis" : "grid", x: (left, right), y: (y, y))
      pen.text(scale.label(tick), x: left - 8, y: y + 4, anchor: "end")
    }
  }

  private func drawHorizontalAxis(_ scale: Scale) {
    pen.line("axis", x: (left, right), y: (bottom, bottom))
    for tick in scale.ticks {
      let x = scale.position(tick)
      pen.line("axis", x: (x, x), y: (bottom, bottom + 5))
      pen.text(scale.label(tick), x: x, y: bottom + 20, anchor: "middle")
    }
  }

  private func drawLabels() {
    pen.xLabel(figure.xLabel, x: (left + right) / 2, y: Chart.height - 10)
    pen.yLabel(figure.yLabel, middle: (top + bottom) / 2)
  }
}
