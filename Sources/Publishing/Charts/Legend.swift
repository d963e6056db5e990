import Figures
import Markup

/// The names of a chart's series, each with its mark: a list, so that it wraps in a small window.
struct Legend {
  let figure: Figure

  func add(to parent: Element) {
    let names = names
    guard names.count > 1 else { return }
    let list = parent.add("ul", ["class": "legend"])
    for (index, name) in names.enumerated() {
      let item = list.add("li")
      let svg = item.add("svg", ["viewBox": "0 0 28 14", "aria-hidden": "true"])
      let pen = Pen(svg: svg)
      switch figure.content {
      case .lines: pen.line("line \(Pen.style(index))", x: (0, 28), y: (7, 7))
      case .points: pen.mark(index, x: 20, y: 7)
      default: pen.bar(index, x: 14, width: 14, from: 14, to: 0)
      }
      item.add(text: name)
    }
  }

  private var names: [String] {
    switch figure.content {
    case .lines(let series), .points(let series): series.map(\.name)
    case .bars(_, let groups): groups.map(\.name)
    case .heatmap(let values, _, _):
      values.joined().contains { $0 < 0 } ? ["above zero", "below zero"] : []
    case .histogram, .graph: []
    }
  }
}
