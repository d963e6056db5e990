/// Draws a line through the points (x, y).
///
/// Traps when there are not as many x as y: `plot: 5 x values and 4 y values`.
public func plot(
  x: some Plottable, y: some Plottable, title: String, xLabel: String = "", yLabel: String = "",
  description: String = ""
) {
  let line = series("plot", name: yLabel, x: x, y: y)
  LessonRun.draw(.lines(legible([line], "plot", "lines")), title, xLabel, yLabel, description)
}

/// Draws several lines over the same x, named in a legend.
///
///     plot(x: x, lines: ["tanh": x.tanh(), "sigmoid": x.sigmoid()], title: "Squashing")
///
/// Traps when a line has not as many values as there are x, and when there are more lines than can
/// be told apart: `plot: 7 lines are more than a figure can show; 6 at most`.
public func plot(
  x: some Plottable, lines: KeyValuePairs<String, any Plottable>, title: String,
  xLabel: String = "", yLabel: String = "", description: String = ""
) {
  let lines = lines.map { series("plot", name: $0.key, x: x, y: $0.value) }
  LessonRun.draw(.lines(legible(lines, "plot", "lines")), title, xLabel, yLabel, description)
}

/// Draws a line of values against their positions 0, 1, 2, and so on.
public func plot(
  _ y: some Plottable, title: String, xLabel: String = "", yLabel: String = "",
  description: String = ""
) {
  plot(
    x: Array(y.plotted.indices), y: y, title: title, xLabel: xLabel, yLabel: yLabel,
    description: description)
}

/// Draws the points (x, y), each by itself.
///
/// Traps when there are not as many x as y: `scatter: 5 x values and 4 y values`.
public func scatter(
  x: some Plottable, y: some Plottable, title: String, xLabel: String = "", yLabel: String = "",
  description: String = ""
) {
  let cloud = series("scatter", name: yLabel, x: x, y: y)
  LessonRun.draw(.points(legible([cloud], "scatter", "groups")), title, xLabel, yLabel, description)
}

/// Draws several clouds of points, named in a legend.
///
/// Traps when a cloud has not as many x as y, and when there are more than six clouds.
public func scatter(
  groups: KeyValuePairs<String, (x: any Plottable, y: any Plottable)>, title: String,
  xLabel: String = "", yLabel: String = "", description: String = ""
) {
  let groups = groups.map { series("scatter", name: $0.key, x: $0.value.x, y: $0.value.y) }
  LessonRun.draw(.points(legible(groups, "scatter", "groups")), title, xLabel, yLabel, description)
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
    // All values are about one number: it stands in the middle.
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

/// The series, if a reader can tell them and their points apart.
private func legible(
  _ series: [Figure.Series], _ function: String, _ what: String
) -> [Figure.Series] {
  check(function, series.count, of: what, atMost: Limit.series)
  check(function, series.map(\.x.count).reduce(0, +), of: "points", atMost: Limit.points)
  return series
}

private func series(
  _ function: String, name: String, x: any Plottable, y: any Plottable
) -> Figure.Series {
  let (x, y) = (drawable(x, in: function), drawable(y, in: function))
  guard x.count == y.count else {
    fatalError("\(function): \(x.count) x values and \(y.count) y values")
  }
  return Figure.Series(name: name, x: x, y: y)
}
