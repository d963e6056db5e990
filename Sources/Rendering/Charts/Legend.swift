import Figures
import Markup

/// The names of a chart's series, each with its mark: a list, so that it wraps in a small window.
struct Legend {
  let figure: Figure

  func add(to parent: Element) {
    let names = names
    guard names.count > 1 else { return }
    let list = parent.add("ul", ["class": "legend"])
    for (index, name) in names.enumerated() where !name.isEmpty {
      let item = list.add("li")
      let svg = item.add("svg", ["viewBox": "0 0 28 14", "aria-hidden": "true"])
      let pen = Pen(svg: svg)
      switch figure.content {
      case .plane(let plane): draw(plane, index, with: pen)
      default: pen.bar(index, x: 14, width: 14, from: 14, to: 0)
      }
      item.add(text: name)
    }
  }

  private func draw(_ plane: Figure.Plane, _ index: Int, with pen: Pen) {
    if plane.regions != nil {
      pen.svg.add(
        "rect",
        ["class": "region \(Pen.style(index))", "x": "6", "y": "0", "width": "22", "height": "14"])
      if index < plane.points.count { pen.mark(index, x: 17, y: 7) }
    } else if index < plane.lines.count {
      pen.line("line \(Pen.style(index))", x: (0, 28), y: (7, 7))
      if plane.lines[index].isMarked { pen.mark(index, x: 14, y: 7) }
    } else {
      pen.mark(index, x: 20, y: 7)
    }
  }

  private var names: [String] {
    switch figure.content {
    case .plane(let plane):
      plane.regions?.names ?? (plane.lines + plane.points).map(\.name)
    case .bars(_, let groups): groups.map(\.name)
    case .heatmap(let values, _, _):
      values.joined().contains { $0 < 0 } ? ["above zero", "below zero"] : []
    case .histogram, .graph, .shapes, .panels, .frames: []
    }
  }
}
