/// Draws several figures beside each other, as one, with the same axes.
///
///     panels("Three learning rates") {
///       for rate in [0.02, 0.3, 0.9] { plot(places(rate), title: "rate \(rate)") }
///     }
///
/// Their titles are above them. Traps on fewer than two figures, and on more than twelve.
public func panels(_ title: String, description: String = "", draw: () -> Void) {
  let figures = LessonRun.collect(draw)
  guard figures.count > 1 else {
    fatalError("panels: \(figures.count) figures; two are the least to compare")
  }
  check("panels", figures.count, of: "figures", atMost: Limit.panels)
  checkFlat(figures, in: "panels")
  LessonRun.draw(.panels(figures), title, "", "", description)
}

/// Draws a figure for each of several values of one number; the page has a slider to choose by.
///
///     frames("temperature", [0.3, 1, 3], title: "Shares at a temperature") { t in
///       bars(labels: names, values: (scores / t).softmax(dim: 0), title: "Shares")
///     }
///
/// All are drawn when the page is built. Without scripts and on paper the middle one is shown.
/// Traps on fewer than two values, on more than twenty, and when a value draws other than one
/// figure.
public func frames(
  _ name: String, _ values: [Double], title: String, description: String = "",
  draw: (Double) -> Void
) {
  guard values.count > 1 else {
    fatalError("frames: \(values.count) values; two are the least to choose from")
  }
  check("frames", values.count, of: "values", atMost: Limit.frames)
  let figures = values.map { value in
    let drawn = LessonRun.collect { draw(value) }
    guard drawn.count == 1 else {
      fatalError("frames: \(drawn.count) figures for \(name) \(value); each value draws one")
    }
    return drawn[0]
  }
  checkFlat(figures, in: "frames")
  let words = values.map { $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int($0))" : "\($0)" }
  LessonRun.draw(
    .frames(name: name, values: words, figures: figures), title, "", "", description)
}

/// Traps on figures that are made of figures themselves.
private func checkFlat(_ figures: [Figure], in function: String) {
  for figure in figures {
    switch figure.content {
    case .panels, .frames: fatalError("\(function): '\(figure.title)' is made of several figures")
    default: break
    }
  }
}
