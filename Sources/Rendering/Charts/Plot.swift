import Figures
import Markup

/// A drawing with a horizontal and a vertical axis.
struct Plot {
  static let left = 66.0
  static let right = Chart.width - 14

  private let figure: Figure
  /// What the axes cover besides the figure's own numbers.
  private let extent: Extent
  private let pen: Pen
  private let left: Double
  private let right: Double
  private let top = 14.0
  private let bottom: Double

  init(_ figure: Figure, extent: Extent = Extent(), in svg: Element) {
    self.figure = figure
    self.extent = extent
    pen = Pen(svg: svg)
    let area = Self.area(of: figure, extent: extent)
    (left, right) = (area.left, area.right)
    bottom = top + area.height
  }

  /// The height that a figure needs, axes and their names included.
  static func height(of figure: Figure, extent: Extent) -> Double {
    14 + area(of: figure, extent: extent).height + room(below: figure)
  }

  private static func room(below figure: Figure) -> Double { figure.xLabel.isEmpty ? 32 : 56 }

  /// The part of the drawing between the axes. With equal axes its sides are in the proportion of
  /// what they cover.
  private static func area(
    of figure: Figure, extent: Extent
  ) -> (left: Double, right: Double, height: Double) {
    let usual = (left, right, Chart.height - 14 - room(below: figure))
    guard case .plane(let plane) = figure.content, plane.hasEqualAxes else { return usual }
    let (x, y) = scales(plane, extent, x: (0, 1), y: (0, 1))
    let wanted = (right - left) * y.span / x.span
    if wanted <= 420 { return (left, right, max(wanted, 60)) }
    let width = max(420 * x.span / y.span, 60)
    let margin = (right - left - width) / 2
    return (left + margin, right - margin, 420)
  }

  private static func scales(
    _ plane: Figure.Plane, _ extent: Extent, x: (Double, Double), y: (Double, Double)
  ) -> (Scale, Scale) {
    let isWidened = plane.points.isEmpty || !plane.lines.isEmpty
    let isGrid = plane.surface != nil || plane.regions != nil
    // A point on the frame would be cut by it. One that a line goes beyond is not on it, and room
    // for it would widen the axis by a whole step.
    func padded(_ series: KeyPath<Figure.Series, [Double]>) -> [Double] {
      let others = plane.lines.flatMap { $0[keyPath: series] }.filter(\.isFinite)
      let ends = Extent.padded(plane.points.flatMap { $0[keyPath: series] })
      guard !isGrid, let low = ends.first, let high = ends.last else { return ends }
      let margin = Extent.margin(of: low, high)
      return [
        low + margin > others.min() ?? .infinity ? low + margin : low,
        high - margin < others.max() ?? -.infinity ? high - margin : high,
      ]
    }
    let xValues = plane.lines.flatMap(\.x) + extent.x + plane.gridX
    let yValues = plane.lines.flatMap(\.y) + extent.y + plane.gridY
    // Between the first and the second step there is nothing to mark.
    let places = (plane.lines + plane.points).flatMap(\.x)
    let isWhole = !isGrid && places.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
    let xScale =
      plane.xScale == .log
      ? Scale(logarithmic: xValues + plane.points.flatMap(\.x), onto: x)
      : Scale(
        xValues + padded(\.x), onto: x, count: 6, isWidened: !isGrid && isWidened,
        isWhole: isWhole)
    let yScale =
      plane.yScale == .log
      ? Scale(logarithmic: yValues + plane.points.flatMap(\.y), onto: y)
      : Scale(yValues + padded(\.y), onto: y, isWidened: !isGrid && isWidened)
    return (xScale, yScale)
  }

  // MARK: Planes

  func draw(_ plane: Figure.Plane) {
    let (x, y) = Self.scales(plane, extent, x: (left, right), y: (bottom, top))
    if let regions = plane.regions { draw(regions, x, y) }
    drawVerticalAxis(y)
    drawHorizontalAxis(x)
    if let surface = plane.surface { draw(surface, x, y) }
    for (index, line) in plane.lines.enumerated() { draw(line: line, style: index, x, y) }
    // Points of a class have its region's colour; others go on after the lines.
    let first = plane.regions == nil ? plane.lines.count : 0
    for (index, cloud) in plane.points.enumerated() {
      draw(points: cloud, style: first + index, x, y)
    }
    drawLabels(of: plane, x, y)
    drawLabels()
  }

  private func draw(line: Figure.Series, style: Int, _ x: Scale, _ y: Scale) {
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
    pen.svg.add("path", ["class": "line \(Pen.style(style))", "d": path])
    // A line through one point would not be seen.
    let marked = line.isMarked ? stretches : stretches.filter { $0.count == 1 }
    for point in marked.joined() {
      pen.mark(style, x: x.position(point.x), y: y.position(point.y))
    }
  }

  private func draw(points cloud: Figure.Series, style: Int, _ x: Scale, _ y: Scale) {
    for (xValue, yValue) in zip(cloud.x, cloud.y) where xValue.isFinite && yValue.isFinite {
      pen.mark(style, x: x.position(xValue), y: y.position(yValue))
    }
  }

  private func drawLabels(of plane: Figure.Plane, _ x: Scale, _ y: Scale) {
    let named = plane.points.flatMap { cloud in
      zip(zip(cloud.x, cloud.y), cloud.labels).map { (place: $0, label: $1) }
    }.filter { $0.place.0.isFinite && $0.place.1.isFinite }
    guard !named.isEmpty else { return }
    let places = named.map { (x: x.position($0.place.0), y: y.position($0.place.1)) }
    var labels = PointLabels(points: places, width: left...Chart.width, height: top...bottom)
    for (point, place) in zip(named, places) {
      let best = labels.place(point.label, at: place)
      pen.text(point.label, x: best.x, y: best.y, anchor: best.anchor, style: "name")
    }
  }

  private func draw(_ surface: Figure.Surface, _ x: Scale, _ y: Scale) {
    let count = Double(max(surface.levels.count - 1, 1))
    for (index, level) in surface.levels.enumerated() {
      let chains = Isolines(of: surface, at: level).chains
      let path = chains.map { chain in
        "M"
          + chain.map { "\(coordinate(x.position($0.x))) \(coordinate(y.position($0.y)))" }
          .joined(separator: "L")
      }.joined()
      guard !path.isEmpty else { continue }
      // Higher lines are stronger.
      let strength = 0.35 + 0.65 * Double(index) / count
      pen.svg.add(
        "path", ["class": "level", "d": path, "stroke-opacity": coordinate(strength)])
    }
    // Every other height is written on the highest place of its longest line.
    for (index, level) in surface.levels.enumerated() where index % 2 == 1 {
      let chains = Isolines(of: surface, at: level).chains
      guard let longest = chains.max(by: { $0.count < $1.count }),
        let place = longest.max(by: { $0.y < $1.y })
      else { continue }
      let number = ChartTable.number(level)
      let half = Pen.width(of: number) / 2 + 4
      pen.text(
        number, x: min(max(x.position(place.x), left + half), right - half),
        y: max(y.position(place.y) + 4, top + 12), anchor: "middle", style: "height")
    }
  }

  private func draw(_ regions: Figure.Regions, _ x: Scale, _ y: Scale) {
    guard regions.x.count > 1, regions.y.count > 1 else { return }
    let (dx, dy) = ((regions.x[1] - regions.x[0]) / 2, (regions.y[1] - regions.y[0]) / 2)
    // One path a class: cells drawn by themselves would show seams.
    var paths = regions.names.map { _ in "" }
    for (row, classes) in regions.classes.enumerated() {
      var start = 0
      for column in 1...classes.count
      where column == classes.count || classes[column] != classes[start] {
        // The outermost cells reach to the frame, which has room for points around them.
        let from = start == 0 ? left : x.position(regions.x[start] - dx)
        let to = column == classes.count ? right : x.position(regions.x[column - 1] + dx)
        let upper = row == regions.y.count - 1 ? top : y.position(regions.y[row] + dy)
        let lower = row == 0 ? bottom : y.position(regions.y[row] - dy)
        paths[classes[start]] +=
          "M\(coordinate(from)) \(coordinate(upper))H\(coordinate(to))V\(coordinate(lower))"
          + "H\(coordinate(from))Z"
        start = column
      }
    }
    for (number, path) in paths.enumerated() where !path.isEmpty {
      pen.svg.add("path", ["class": "region \(Pen.style(number))", "d": path])
    }
  }

  // MARK: Bars

  func draw(_ chart: BarChart) {
    let y = Scale(
      chart.groups.flatMap(\.values) + extent.y, onto: (bottom, top), includingZero: true)
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
    let x = Scale(edges + extent.x, onto: (left, right), count: 6, isWidened: false)
    let y = Scale(
      counts.map(Double.init) + extent.y, onto: (bottom, top), includingZero: true, isWhole: true)
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
    pen.xLabel(figure.xLabel, x: (left + right) / 2, y: bottom + 46)
    pen.yLabel(figure.yLabel, middle: (top + bottom) / 2)
  }
}
