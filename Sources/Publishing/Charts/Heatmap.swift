import Figures
import Foundation
import Markup

/// A matrix as coloured cells: one colour above zero, another below, stronger away from it.
struct Heatmap {
  let values: [[Double]]
  let rows: [String]
  let columns: [String]

  private static let left = 96.0
  private static let top = 28.0

  /// The drawing's height, for cells that are about square but never too flat to read.
  var height: Double { bottom + 34 }

  private var bottom: Double { Self.top + Double(values.count) * cellHeight }
  private var cellHeight: Double { min(max(cellWidth, 22), 44) }
  private var cellWidth: Double {
    min((Chart.width - Self.left - 14) / Double(max(columns.count, 1)), 88)
  }

  func draw(_ figure: Figure, in svg: Element) {
    let pen = Pen(svg: svg)
    let largest = values.joined().filter(\.isFinite).map(abs).max() ?? 0
    for (row, line) in values.enumerated() {
      let y = Self.top + Double(row) * cellHeight
      pen.text(rows[row], x: Self.left - 8, y: y + cellHeight / 2 + 4, anchor: "end")
      for (column, value) in line.enumerated() {
        let strength = value.isFinite && largest > 0 ? abs(value) / largest : 0
        draw(value, strength: strength, x: Self.left + Double(column) * cellWidth, y: y, with: pen)
      }
    }
    for (column, name) in columns.enumerated() {
      let x = Self.left + (Double(column) + 0.5) * cellWidth
      pen.text(name, x: x, y: Self.top - 8, anchor: "middle")
    }
    let middle = Self.left + Double(columns.count) * cellWidth / 2
    pen.xLabel(figure.xLabel, x: middle, y: bottom + 22)
    pen.yLabel(figure.yLabel, middle: (Self.top + bottom) / 2)
  }

  private func draw(_ value: Double, strength: Double, x: Double, y: Double, with pen: Pen) {
    pen.svg.add(
      "rect",
      [
        "class": value < 0 ? "below" : "above", "x": coordinate(x), "y": coordinate(y),
        "width": coordinate(cellWidth - 1), "height": coordinate(cellHeight - 1),
        "fill-opacity": coordinate(0.04 + 0.56 * strength),
      ])
    // A number needs some 44 units to be read; the table has them all.
    guard cellWidth >= 44 else { return }
    let number = typographic(String(format: "%.2f", value))
    let (middle, base) = (x + cellWidth / 2, y + cellHeight / 2 + 4)
    pen.text(number, x: middle, y: base, anchor: "middle", style: "value")
  }
}
