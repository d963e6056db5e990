/// Draws lines of equal height of a function of two numbers, and paths over them.
///
///     contour(
///       x: -2...2, y: -1...1, paths: ["learning rate 0.09": (x: way[.all, 0], y: way[.all, 1])],
///       title: "The way down"
///     ) { x, y in (x * x + 20 * y * y) / 2 }
///
/// The heights are chosen, so that the lines lie about equally close, unless `levels` gives them.
/// Each point of a path is marked. Traps on more than 30 levels, and when the function is a number
/// nowhere.
public func contour(
  x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double] = [], paths: NamedPoints = [:],
  title: String, xLabel: String = "", yLabel: String = "", equalAxes: Bool = false,
  description: String = "", of function: (_ x: Double, _ y: Double) -> Double
) {
  check("contour", levels.count, of: "levels", atMost: Limit.levels)
  let grid = Grid(x: x, y: y, columns: 61, rows: 61)
  let values = grid.map { x, y in
    let value = function(x, y)
    return abs(value) <= 1e300 ? value : .nan
  }
  let finite = values.joined().filter(\.isFinite).sorted()
  guard !finite.isEmpty else { fatalError("contour: the function has no number to draw") }
  let surface = Figure.Surface(
    x: grid.x, y: grid.y, values: values,
    levels: levels.isEmpty ? heights(of: finite) : levels.sorted())
  let plane = Figure.Plane(
    lines: named(paths, "contour", isMarked: true), surface: surface, hasEqualAxes: equalAxes)
  draw(plane, "contour", title, xLabel, yLabel, description)
}

/// Draws which class a model gives to each place of a plane, and points over it.
///
///     boundary(
///       x: -2...2, y: -2...2, classes: ["no", "yes"], points: ["no": (x: a, y: b), "yes": (x: c, y: d)],
///       title: "What the model says"
///     ) { x, y in model(Tensor([[x, y]])).argmax().item() == 0 ? 0 : 1 }
///
/// The function gives a position in `classes`; it is asked at some 4,000 places. Traps when it
/// gives another number: `boundary: class 2 of 2 names`.
public func boundary(
  x: ClosedRange<Double>, y: ClosedRange<Double>, classes: [String], points: NamedPoints = [:],
  title: String, xLabel: String = "", yLabel: String = "", equalAxes: Bool = false,
  description: String = "", of function: (_ x: Double, _ y: Double) -> Int
) {
  check("boundary", classes.count, of: "classes", atMost: Limit.series)
  let grid = Grid(x: x, y: y, columns: 80, rows: 50, isOfCells: true)
  let found = grid.map(function)
  for number in found.joined() where !classes.indices.contains(number) {
    fatalError("boundary: class \(number) of \(classes.count) names")
  }
  let regions = Figure.Regions(x: grid.x, y: grid.y, classes: found, names: classes)
  let plane = Figure.Plane(
    points: named(points, "boundary"), regions: regions, hasEqualAxes: equalAxes)
  draw(plane, "boundary", title, xLabel, yLabel, description)
}

/// Places evenly spread over a rectangle.
private struct Grid {
  let x: [Double]
  let y: [Double]

  /// The corners of cells, or their middles.
  init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int, rows: Int,
    isOfCells: Bool = false
  ) {
    func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
      let width = range.upperBound - range.lowerBound
      return (0..<count).map { index in
        let share =
          isOfCells ? (Double(index) + 0.5) / Double(count) : Double(index) / Double(count - 1)
        return range.lowerBound + share * width
      }
    }
    self.x = places(x, columns)
    self.y = places(y, rows)
  }

  func map<Value>(_ function: (Double, Double) -> Value) -> [[Value]] {
    y.map { y in x.map { x in function(x, y) } }
  }
}

/// Round heights that cut a surface into parts of about the same area.
private func heights(of sorted: [Double]) -> [Double] {
  let count = 9
  var heights: [Double] = []
  for index in 1..<count {
    let height = rounded(sorted[index * (sorted.count - 1) / count])
    if height != heights.last { heights.append(height) }
  }
  return heights
}

/// A number with two digits.
private func rounded(_ value: Double) -> Double {
  guard abs(value) > 1e-290 else { return 0 }
  var unit = 1.0
  while abs(value) >= unit * 100 { unit *= 10 }
  while abs(value) < unit * 10 { unit /= 10 }
  return (value / unit).rounded() * unit
}
