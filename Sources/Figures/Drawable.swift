/// How much a figure can show so that a reader, and a browser, can still follow.
enum Limit {
  static let points = 10_000
  /// As many as have a colour and a dash of their own.
  static let series = 10
  static let bars = 100
  static let bins = 1_000
  static let cells = 10_000
  /// Words at points, before none has a place of its own.
  static let labels = 60
  static let levels = 30
  static let panels = 12
  static let frames = 20
}

/// Numbers as a figure can show them.
///
/// Traps on one that is too large: `plot: 1e+305 is too large to draw`. Above 1e300 the way from
/// one end of an axis to the other would be no number any more, and below 1e-300 a step on it would
/// be none: such a number is drawn as the zero that it looks like.
func drawable(_ values: any Plottable, in function: String) -> [Double] {
  values.plotted.map { value in
    if value.isFinite, abs(value) > 1e300 {
      fatalError("\(function): \(value) is too large to draw")
    }
    return abs(value) < 1e-300 ? 0 : value
  }
}

/// Traps when a figure is asked to show too much:
/// `plot: 20000 points are more than a figure can show; 10000 at most`.
func check(_ function: String, _ count: Int, of what: String, atMost limit: Int) {
  guard count > limit else { return }
  fatalError("\(function): \(count) \(what) are more than a figure can show; \(limit) at most")
}
