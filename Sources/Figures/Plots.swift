/// A named line or cloud whose values have places of their own.
public typealias NamedPoints = KeyValuePairs<String, (x: any Plottable, y: any Plottable)>

/// Draws a line through the points (x, y).
///
/// Traps when there are not as many x as y: `plot: 5 x values and 4 y values`; and when a
/// logarithmic axis is to show a number that has no place on it.
public func plot(
  x: some Plottable, y: some Plottable, title: String, xLabel: String = "", yLabel: String = "",
  xScale: AxisScale = .linear, yScale: AxisScale = .linear, description: String = ""
) {
  let line = pointSeries("plot", name: yLabel, x: x, y: y)
  draw(
    Figure.Plane(lines: [line], xScale: xScale, yScale: yScale), "plot", title, xLabel, yLabel,
    description)
}

/// Draws several lines over the same x, named in a legend.
///
///     plot(x: x, lines: ["tanh": x.tanh(), "sigmoid": x.sigmoid()], title: "Squashing")
///
/// Traps when a line has not as many values as there are x, and when there are more lines than can
/// be told apart: `plot: 11 lines are more than a figure can show; 10 at most`.
public func plot(
  x: some Plottable, lines: KeyValuePairs<String, any Plottable>, title: String,
  xLabel: String = "", yLabel: String = "", xScale: AxisScale = .linear,
  yScale: AxisScale = .linear, description: String = ""
) {
  let lines = lines.map { pointSeries("plot", name: $0.key, x: x, y: $0.value) }
  draw(
    Figure.Plane(lines: lines, xScale: xScale, yScale: yScale), "plot", title, xLabel, yLabel,
    description)
}

/// Draws a line of values against their positions 0, 1, 2, and so on.
public func plot(
  _ y: some Plottable, title: String, xLabel: String = "", yLabel: String = "",
  yScale: AxisScale = .linear, description: String = ""
) {
  plot(
    x: Array(y.plotted.indices), y: y, title: title, xLabel: xLabel, yLabel: yLabel,
    yScale: yScale, description: description)
}

/// Draws lines, each over its own x, and points over them.
///
///     plot(
///       lines: ["loss": (x: w, y: loss)], points: ["steps": (x: places, y: losses)],
///       title: "Five steps down a parabola")
///
/// With `equalAxes` a unit is as long on one axis as on the other, so that a circle is round.
public func plot(
  lines: NamedPoints, points: NamedPoints = [:], title: String, xLabel: String = "",
  yLabel: String = "", xScale: AxisScale = .linear, yScale: AxisScale = .linear,
  equalAxes: Bool = false, description: String = ""
) {
  let plane = Figure.Plane(
    lines: named(lines, "plot"), points: named(points, "plot"), xScale: xScale, yScale: yScale,
    hasEqualAxes: equalAxes)
  draw(plane, "plot", title, xLabel, yLabel, description)
}

/// Draws the points (x, y), each by itself, with a word at each where there are `labels`.
///
/// Traps when there are not as many x as y: `scatter: 5 x values and 4 y values`; or not as many
/// labels: `scatter: 5 points and 4 labels`.
public func scatter(
  x: some Plottable, y: some Plottable, labels: [String] = [], title: String,
  xLabel: String = "", yLabel: String = "", equalAxes: Bool = false, description: String = ""
) {
  var cloud = pointSeries("scatter", name: yLabel, x: x, y: y)
  guard labels.isEmpty || labels.count == cloud.x.count else {
    fatalError("scatter: \(cloud.x.count) points and \(labels.count) labels")
  }
  check("scatter", labels.count, of: "labels", atMost: Limit.labels)
  cloud.labels = labels
  draw(
    Figure.Plane(points: [cloud], hasEqualAxes: equalAxes), "scatter", title, xLabel, yLabel,
    description)
}

/// Draws several clouds of points, named in a legend.
///
/// Traps when a cloud has not as many x as y, and when there are more than ten clouds.
public func scatter(
  groups: NamedPoints, title: String, xLabel: String = "", yLabel: String = "",
  equalAxes: Bool = false, description: String = ""
) {
  let plane = Figure.Plane(points: named(groups, "scatter"), hasEqualAxes: equalAxes)
  draw(plane, "scatter", title, xLabel, yLabel, description)
}

/// Draws a bar for each label.
///
/// Traps when there are not as many values as labels: `bars: 3 labels and 4 values`.
public func bars(
  labels: [String], values: some Plottable, title: String, xLabel: String = "",
  yLabel: String = "", description: String = ""
) {
  bars(
    labels: labels, groups: [yLabel: values], title: title, xLabel: xLabel, yLabel: yLabel,
    description: description)
}

/// Draws a group of bars for each label, the groups' members named in a legend.
///
///     bars(labels: ["Spanish", "English"], groups: ["before": before, "after": after],
///          title: "creo")
///
/// Traps when a group has not as many values as there are labels, and when there are more groups
/// or labels than can be told apart.
public func bars(
  labels: [String], groups: KeyValuePairs<String, any Plottable>, title: String,
  xLabel: String = "", yLabel: String = "", description: String = ""
) {
  let groups = groups.map { group in
    Figure.Bars(name: group.key, values: drawable(group.value, in: "bars"))
  }
  for group in groups where group.values.count != labels.count {
    fatalError("bars: \(labels.count) labels and \(group.values.count) values")
  }
  check("bars", labels.count, of: "labels", atMost: Limit.bars)
  check("bars", groups.count, of: "groups", atMost: Limit.series)
  LessonRun.draw(.bars(labels: labels, groups: groups), title, xLabel, yLabel, description)
}

/// Draws how often values fall into each of `bins` intervals of equal width.
///
/// Values that are not finite are left out. Traps when there is no bin: `histogram: 0 bins`.
public func histogram(
  _ values: some Plottable, bins: Int = 20, title: String, xLabel: String = "",
  yLabel: String = "count", description: String = ""
) {
  guard bins > 0 else { fatalError("histogram: \(bins) bins") }
  check("histogram", bins, of: "bins", atMost: Limit.bins)
  let finite = drawable(values, in: "histogram").filter(\.isFinite)
  var low = finite.min() ?? 0
  var high = finite.max() ?? 1
  if high - low <= abs(low) * 1e-9 {
    // All values are about one number: it goes in the middle.
    let margin = low == 0 ? 1 : abs(low) / 2
    (low, high) = (low - margin, low + margin)
  }
  let width = (high - low) / Double(bins)
  var counts = Array(repeating: 0, count: bins)
  for value in finite {
    counts[min(Int((value - low) / width), bins - 1)] += 1
  }
  let edges = (0...bins).map { low + Double($0) * width }
  LessonRun.draw(.histogram(edges: edges, counts: counts), title, xLabel, yLabel, description)
}

// MARK: What they share

/// Draws a plane, if a reader can tell its series and their points apart, and the axes can show
/// them.
func draw(
  _ plane: Figure.Plane, _ function: String, _ title: String, _ xLabel: String,
  _ yLabel: String, _ description: String
) {
  check(function, plane.lines.count, of: "lines", atMost: Limit.series)
  check(function, plane.points.count, of: "groups", atMost: Limit.series)
  let all = plane.lines + plane.points
  check(function, all.map(\.x.count).reduce(0, +), of: "points", atMost: Limit.points)
  for (scale, name, values) in [
    (plane.xScale, "x", all.flatMap(\.x)), (plane.yScale, "y", all.flatMap(\.y)),
  ] where scale == .log {
    if let low = values.filter(\.isFinite).min(), low <= 0 {
      fatalError("\(function): a logarithmic axis has no place for \(low), the least of \(name)")
    }
  }
  LessonRun.draw(.plane(plane), title, xLabel, yLabel, description)
}

/// The series of named lines or clouds.
func named(_ series: NamedPoints, _ function: String, isMarked: Bool = false) -> [Figure.Series] {
  series.map { name, place in
    var line = pointSeries(function, name: name, x: place.x, y: place.y)
    line.isMarked = isMarked
    return line
  }
}

private func pointSeries(
  _ function: String, name: String, x: any Plottable, y: any Plottable
) -> Figure.Series {
  let (x, y) = (drawable(x, in: function), drawable(y, in: function))
  guard x.count == y.count else {
    fatalError("\(function): \(x.count) x values and \(y.count) y values")
  }
  return Figure.Series(name: name, x: x, y: y)
}
