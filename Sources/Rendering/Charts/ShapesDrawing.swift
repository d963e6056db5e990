import Figures
import Markup

/// Tensors as boxes, in a row, with the sides that meet in a product marked.
struct ShapesDrawing {
  let shapes: Figure.Shapes

  private static let margin = 8.0
  /// The room for a side's size, over a box and left of it.
  private static let sizeRoom = 20.0
  private static let gap = 34.0

  private struct Box {
    let x: Double
    let y: Double
    let width: Double
    let height: Double
  }

  var width: Double { (boxes.last.map { $0.x + $0.width } ?? 0) + Self.margin }
  var height: Double { Self.margin * 2 + Self.sizeRoom + tallest + 22 }

  private var tallest: Double { shapes.terms.map { length(of: Self.rows($0)) }.max() ?? 0 }

  private static func rows(_ term: Figure.Shapes.Term) -> String? {
    term.sizes.count == 2 ? term.sizes[0] : nil
  }

  private static func columns(_ term: Figure.Shapes.Term) -> String { term.sizes.last ?? "" }

  /// How long a side is: longer for a larger size, and the same for the same one. A word's length
  /// says nothing of its size.
  private func length(of size: String?) -> Double {
    guard let size else { return 26 }
    guard let number = Double(size) else { return 64 }
    var length = 26.0
    var reach = 1.0
    while reach < number, length < 130 {
      reach *= 1.5
      length += 13
    }
    return length
  }

  private var boxes: [Box] {
    var x = Self.margin
    let middle = Self.margin + Self.sizeRoom + tallest / 2
    return shapes.terms.enumerated().map { index, term in
      let room = Self.rows(term).map { max(Pen.width(of: $0) + 8, Self.sizeRoom) } ?? 4
      let width = max(length(of: Self.columns(term)), Pen.width(of: Self.columns(term)) + 4)
      let height = length(of: Self.rows(term))
      let box = Box(x: x + room, y: middle - height / 2, width: width, height: height)
      x = box.x + width + (index + 1 < shapes.terms.count ? Self.gap : 0)
      return box
    }
  }

  func draw(in svg: Element) {
    let pen = Pen(svg: svg)
    let boxes = boxes
    let middle = Self.margin + Self.sizeRoom + tallest / 2
    for (index, (term, box)) in zip(shapes.terms, boxes).enumerated() {
      svg.add(
        "rect",
        [
          "class": "shape", "x": coordinate(box.x), "y": coordinate(box.y),
          "width": coordinate(box.width), "height": coordinate(box.height), "rx": "2",
        ])
      let meetsRight = operation(after: index) == .product
      let meetsLeft = operation(after: index - 1) == .product
      // The side that a product sums over: the columns of what is left of it, the rows of what is
      // right.
      if meetsRight {
        pen.line("meeting", x: (box.x, box.x + box.width), y: (box.y, box.y))
      }
      if meetsLeft { pen.line("meeting", x: (box.x, box.x), y: (box.y, box.y + box.height)) }
      pen.text(
        Self.columns(term), x: box.x + box.width / 2, y: box.y - 6, anchor: "middle",
        style: meetsRight ? "size meets" : "size")
      if let rows = Self.rows(term) {
        pen.text(
          rows, x: box.x - 6, y: middle + 4.5, anchor: "end",
          style: meetsLeft ? "size meets" : "size")
      }
      pen.text(
        Self.set(term.name), x: box.x + box.width / 2, y: middle + tallest / 2 + 20,
        anchor: "middle", style: "label")
      if index > 0, let operation = operation(after: index - 1) {
        let before = boxes[index - 1]
        let left = before.x + before.width
        let right = box.x - (Self.rows(term) == nil ? 0 : Self.sizeRoom)
        pen.text(
          Self.sign(operation), x: (left + right) / 2, y: middle + 5, anchor: "middle",
          style: "operation")
      }
    }
  }

  private func operation(after index: Int) -> Figure.Shapes.Operation? {
    shapes.operations.indices.contains(index) ? shapes.operations[index] : nil
  }

  private static func sign(_ operation: Figure.Shapes.Operation) -> String {
    switch operation {
    case .product: "\u{00D7}"
    case .sum: "+"
    case .difference: "\u{2212}"
    case .elementwise: "\u{2299}"
    case .equals: "="
    }
  }

  /// `A^T` as printers set it.
  static func set(_ name: String) -> String { name.replacing("^T", with: "\u{1D40}") }
}
