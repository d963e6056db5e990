import Figures
import Markup

/// A graph as boxes and arrows.
struct GraphDrawing {
  let graph: Figure.Graph
  let layout: GraphLayout
  /// Turns what a box links to into an address.
  var address: (String) -> String? = { _ in nil }

  private static let margin = 6.0

  /// Narrower than other drawings where it can be: in a small window its words stay large.
  var width: Double { layout.width + 2 * Self.margin }
  var height: Double { layout.height + 2 * Self.margin }

  func draw(in svg: Element) {
    let pen = Pen(svg: svg)
    let (left, top) = (Self.margin, Self.margin)
    for arrow in layout.arrows {
      let edge = graph.edges.first { $0.from == arrow.from && $0.to == arrow.to }
      draw(arrow, label: (edge?.label).orEmpty, left, top, with: pen)
    }
    for (node, box) in zip(graph.nodes, layout.boxes) {
      let pen = address(node.link).map { Pen(svg: svg.add("a", ["href": $0])) } ?? pen
      pen.svg.add(
        "rect",
        [
          "class": "node \(node.kind.rawValue)", "x": coordinate(left + box.x - box.width / 2),
          "y": coordinate(top + box.y - box.height / 2), "width": coordinate(box.width),
          "height": coordinate(box.height),
          "rx": coordinate(node.kind == .operation ? min(box.height / 2, 15) : 3),
        ])
      let first = top + box.y + 4.5 - Double(node.details.count) * GraphLayout.detailHeight / 2
      pen.text(node.label, x: left + box.x, y: first, anchor: "middle", style: "label")
      for (index, detail) in node.details.enumerated() {
        pen.text(
          detail.replacing("-", with: "\u{2212}"), x: left + box.x,
          y: first + Double(index + 1) * GraphLayout.detailHeight, anchor: "middle",
          style: "detail")
      }
    }
  }

  private func draw(
    _ arrow: GraphLayout.Arrow, label: String, _ left: Double, _ top: Double, with pen: Pen
  ) {
    let points = arrow.points.map { GraphLayout.Point(x: left + $0.x, y: top + $0.y) }
    guard points.count >= 4, let tip = points.last else { return }
    func text(_ point: GraphLayout.Point) -> String {
      "\(coordinate(point.x)) \(coordinate(point.y))"
    }
    let path = "M\(text(points[0]))C" + points.dropFirst().map(text).joined(separator: " ")
    pen.svg.add("path", ["class": "arrow", "d": path])

    let before = points[points.count - 2]
    let (dx, dy) = (tip.x - before.x, tip.y - before.y)
    let length = max((dx * dx + dy * dy).squareRoot(), 0.001)
    let (ux, uy) = (dx / length * 8, dy / length * 8)
    let one = GraphLayout.Point(x: tip.x - ux - uy * 0.45, y: tip.y - uy + ux * 0.45)
    let two = GraphLayout.Point(x: tip.x - ux + uy * 0.45, y: tip.y - uy - ux * 0.45)
    pen.svg.add("path", ["class": "tip", "d": "M\(text(tip))L\(text(one)) \(text(two))Z"])

    if let place = arrow.label, !label.isEmpty {
      pen.text(label, x: left + place.x, y: top + place.y + 4, anchor: "middle", style: "edge")
    }
  }
}
