import Figures

/// A drawing with a horizontal and a vertical axis, and a legend where there is more than one name.
struct Plot {
  private let figure: Figure
  private let svg: Element
  private let left = 66.0
  private let right = Chart.width - 14
  private let top: Double
  private let bottom: Double

  init(_ figure: Figure, names: [String], in svg: Element) {
    self.figure = figure
    self.svg = svg
    top = names.count > 1 ? 44 : 16
    bottom = Chart.height - (figure.xLabel.isEmpty ? 32 : 56)
    if names.count > 1 { drawLegend(names) }
  }

  // MARK: Marks

  func draw(lines: [Figure.Series]) {
    let (x, y) = drawAxes(lines)
    for (index, line) in lines.enumerated() {
      var path = ""
      var pen = "M"
      for (xValue, yValue) in zip(line.x, line.y) {
        // A value that is not a number leaves a gap.
        guard xValue.isFinite, yValue.isFinite else {
          pen = "M"
          continue
        }
        path += "\(pen)\(coordinate(x.position(xValue))) \(coordinate(y.position(yValue)))"
        pen = "L"
      }
      svg.add("path", ["class": "line series-\(index % 6)", "d": path])
    }
  }

  func draw(points: [Figure.Series]) {
    let (x, y) = drawAxes(points)
    for (index, cloud) in points.enumerated() {
      for (xValue, yValue) in zip(cloud.x, cloud.y) where xValue.isFinite && yValue.isFinite {
        mark(index, x: x.position(xValue), y: y.position(yValue))
      }
    }
  }

  func draw(bars groups: [Figure.Bars], labels: [String]) {
    let y = Scale(groups.flatMap(\.values), onto: (bottom, top), includingZero: true)
    drawVerticalAxis(y)
    let slot = (right - left) / Double(max(labels.count, 1))
    let width = min(slot * 0.76 / Double(max(groups.count, 1)), 64)
    for (position, label) in labels.enumerated() {
      let center = left + (Double(position) + 0.5) * slot
      text(label, x: center, y: bottom + 20, anchor: "middle")
      for (index, group) in groups.enumerated() where group.values[position].isFinite {
        let start = center + (Double(index) - Double(groups.count) / 2) * width
        let end = y.position(group.values[position])
        let style = "series-\(index % 6)"
        bar(x: start + 1, width: width - 2, from: y.position(0), to: end, style: style)
      }
    }
    line("axis", x: (left, right), y: (y.position(0), y.position(0)))
    drawLabels()
  }

  func draw(counts: [Int], edges: [Double]) {
    let x = Scale(edges, onto: (left, right), count: 6, isWidened: false)
    let y = Scale(counts.map(Double.init), onto: (bottom, top), includingZero: true)
    drawVerticalAxis(y)
    drawHorizontalAxis(x, at: bottom)
    for (index, count) in counts.enumerated() {
      let start = x.position(edges[index])
      let width = x.position(edges[index + 1]) - start
      bar(
        x: start + 0.5, width: max(width - 1, 0.5), from: bottom, to: y.position(Double(count)),
        style: "series-0")
    }
    drawLabels()
  }

  // MARK: Axes

  private func drawAxes(_ series: [Figure.Series]) -> (Scale, Scale) {
    let x = Scale(series.flatMap(\.x), onto: (left, right), count: 6)
    let y = Scale(series.flatMap(\.y), onto: (bottom, top))
    drawVerticalAxis(y)
    drawHorizontalAxis(x, at: bottom)
    drawLabels()
    return (x, y)
  }

  private func drawVerticalAxis(_ scale: Scale) {
    for tick in scale.ticks {
      let y = scale.position(tick)
      line(tick == 0 ? "axis" : "grid", x: (left, right), y: (y, y))
      text(scale.label(tick), x: left - 8, y: y + 4, anchor: "end")
    }
  }

  private func drawHorizontalAxis(_ scale: Scale, at y: Double) {
    line("axis", x: (left, right), y: (y, y))
    for tick in scale.ticks {
      let x = scale.position(tick)
      line("axis", x: (x, x), y: (y, y + 5))
      text(scale.label(tick), x: x, y: y + 20, anchor: "middle")
    }
  }

  private func drawLabels() {
    if !figure.xLabel.isEmpty {
      text(figure.xLabel, x: (left + right) / 2, y: Chart.height - 10, anchor: "middle", "label")
    }
    if !figure.yLabel.isEmpty {
      let middle = (top + bottom) / 2
      let label = text(figure.yLabel, x: 16, y: middle, anchor: "middle", "label")
      label.set("transform", "rotate(-90 16 \(coordinate(middle)))")
    }
  }

  private func drawLegend(_ names: [String]) {
    // No text can be measured here: equal places, which the names of a small figure fit.
    let place = (right - left) / Double(names.count)
    for (index, name) in names.enumerated() {
      let x = left + Double(index) * place
      switch figure.content {
      case .lines: line("line series-\(index % 6)", x: (x, x + 26), y: (20, 20))
      case .points: mark(index, x: x + 18, y: 20)
      default: bar(x: x + 12, width: 14, from: 27, to: 13, style: "series-\(index % 6)")
      }
      text(name, x: x + 33, y: 24.5, anchor: "start")
    }
  }

  // MARK: Shapes

  /// A point; its shape tells the series apart as well as its colour does.
  private func mark(_ series: Int, x: Double, y: Double) {
    let style = "point series-\(series % 6)"
    switch series % 3 {
    case 0:
      svg.add("circle", ["class": style, "cx": coordinate(x), "cy": coordinate(y), "r": "4"])
    case 1:
      svg.add(
        "rect",
        [
          "class": style, "x": coordinate(x - 3.6), "y": coordinate(y - 3.6), "width": "7.2",
          "height": "7.2",
        ])
    default:
      let (left, right, base) = (coordinate(x - 4.6), coordinate(x + 4.6), coordinate(y + 3.8))
      let path = "M\(coordinate(x)) \(coordinate(y - 4.6))L\(right) \(base)L\(left) \(base)Z"
      svg.add("path", ["class": style, "d": path])
    }
  }

  private func bar(x: Double, width: Double, from start: Double, to end: Double, style: String) {
    svg.add(
      "rect",
      [
        "class": "bar \(style)", "x": coordinate(x), "y": coordinate(min(start, end)),
        "width": coordinate(width), "height": coordinate(abs(end - start)),
      ])
  }

  private func line(_ style: String, x: (Double, Double), y: (Double, Double)) {
    svg.add(
      "line",
      [
        "class": style, "x1": coordinate(x.0), "y1": coordinate(y.0), "x2": coordinate(x.1),
        "y2": coordinate(y.1),
      ])
  }

  @discardableResult
  private func text(
    _ text: String, x: Double, y: Double, anchor: String, _ style: String? = nil
  ) -> Element {
    svg.add(
      "text",
      ["class": style, "x": coordinate(x), "y": coordinate(y), "text-anchor": anchor], text)
  }
}
