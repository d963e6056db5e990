/// Draws a line through the points (x, y).
///
/// Traps when there are not as many x as y: `plot: 5 x values and 4 y values`.
public func plot(
  x: some Plottable, y: some Plottable, title: String, xLabel: String = "", yLabel: String = "",
  description: String = ""
) {
  LessonRun.draw(
    .lines([series("plot", name: yLabel, x: x, y: y)]), title, xLabel, yLabel, description)
}

/// Draws several lines over the same x, named in a legend.
///
///     plot(x: x, lines: ["tanh": x.tanh(), "sigmoid": x.sigmoid()], title: "Squashing")
///
/// Traps when a line has not as many values as there are x.
public func plot(
  x: some Plottable, lines: KeyValuePairs<String, any Plottable>, title: String,
  xLabel: String = "", yLabel: String = "", description: String = ""
) {
  let lines = lines.map { series("plot", name: $0.key, x: x, y: $0.value) }
  LessonRun.draw(.lines(lines), title, xLabel, yLabel, description)
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
  LessonRun.draw(
    .points([series("scatter", name: yLabel, x: x, y: y)]), title, xLabel, yLabel, description)
}

/// Draws several clouds of points, named in a legend.
///
/// Traps when a cloud has not as many x as y.
public func scatter(
  groups: KeyValuePairs<String, (x: any Plottable, y: any Plottable)>, title: String,
  xLabel: String = "", yLabel: String = "", description: String = ""
) {
  let groups = groups.map { series("scatter", name: $0.key, x: $0.value.x, y: $0.value.y) }
  LessonRun.draw(.points(groups), title, xLabel, yLabel, description)
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
/// Traps when a group has not as many values as there are labels.
public func bars(
  labels: [String], groups: KeyValuePairs<String, any Plottable>, title: String,
  xLabel: String = "", yLabel: String = "", description: String = ""
) {
  let groups = groups.map { Figure.Bars(name: $0.key, values: $0.value.plotted) }
  for group in groups where group.values.count != labels.count {
    fatalError("bars: \(labels.count) labels and \(group.values.count) values")
  }
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
  let finite = values.plotted.filter(\.isFinite)
  let low = finite.min() ?? 0
  let high = finite.max().map { $0 > low ? $0 : low + 1 } ?? 1
  let width = (high - low) / Double(bins)
  var counts = Array(repeating: 0, count: bins)
  for value in finite {
    counts[min(Int((value - low) / width), bins - 1)] += 1
  }
  let edges = (0...bins).map { low + Double($0) * width }
  LessonRun.draw(.histogram(edges: edges, counts: counts), title, xLabel, yLabel, description)
}

private func series(
  _ function: String, name: String, x: any Plottable, y: any Plottable
) -> Figure.Series {
  let (x, y) = (x.plotted, y.plotted)
  guard x.count == y.count else {
    fatalError("\(function): \(x.count) x values and \(y.count) y values")
  }
  return Figure.Series(name: name, x: x, y: y)
}
