import Figures
import Foundation
import Markup

/// A matrix as coloured cells: one colour above zero, another below, stronger away from it.
struct HeatmapDrawing {
  let figure: Figure
  let values: [[Double]]
  let rows: [String]
  let columns: [String]
  /// The number, its sign aside, that has the strongest colour.
  let largest: Double

  /// With more rows than this, cells may be too flat to have their numbers in them.
  private static let tallRows = 24
  private static let right = Chart.width - 14

  /// The drawing's height, for cells that are about square.
  var height: Double { bottom + 34 }

  private var left: Double {
    let widest = (rows.map(Pen.width).max() ?? 0) * Pen.smallWindow
    return min(widest + 16, Chart.width / 3) + (figure.yLabel.isEmpty ? 0 : 22)
  }
  private var top: Double { 20 + (isSlanted ? min(widestColumn, 120) * 0.72 : 8) }
  private var bottom: Double { top + Double(values.count) * cellHeight }
  private var cellWidth: Double { min((Self.right - left) / Double(max(columns.count, 1)), 88) }
  private var cellHeight: Double {
    min(max(cellWidth, values.count > Self.tallRows ? 5 : 22), 44)
  }

  private var widestColumn: Double { columns.map(Pen.width).max() ?? 0 }
  private var isNumbered: Bool { columns.allSatisfy { Int($0) != nil } }
  /// Words that do not fit over their columns are turned; of numbers some are left out.
  private var isSlanted: Bool { !isNumbered && widestColumn * Pen.smallWindow + 6 > cellWidth }

  func draw(in svg: Element) {
    let pen = Pen(svg: svg)
    let rowStep = step(room: 22, cell: cellHeight)
    for (row, line) in values.enumerated() {
      let y = top + Double(row) * cellHeight
      if row % rowStep == 0 {
        pen.text(rows[row], x: left - 8, y: y + cellHeight / 2 + 4, anchor: "end")
      }
      for (column, value) in line.enumerated() {
        let strength = value.isFinite && largest > 0 ? abs(value) / largest : 0
        draw(value, strength: strength, x: left + Double(column) * cellWidth, y: y, with: pen)
      }
    }
    addNames(of: columns, with: pen)
    pen.xLabel(figure.xLabel, x: left + Double(columns.count) * cellWidth / 2, y: bottom + 22)
    pen.yLabel(figure.yLabel, middle: (top + bottom) / 2)
  }

  private func addNames(of columns: [String], with pen: Pen) {
    let room = isSlanted ? 22 : widestColumn * Pen.smallWindow + 6
    let columnStep = step(room: room, cell: cellWidth)
    for (column, name) in columns.enumerated() where column % columnStep == 0 {
      let x = left + (Double(column) + 0.5) * cellWidth
      if isSlanted {
        pen.slantedText(name, x: x, y: top - 8)
      } else {
        pen.text(name, x: x, y: top - 8, anchor: "middle")
      }
    }
  }

  /// Every how many cells there is room for a name.
  private func step(room: Double, cell: Double) -> Int { max(1, Int((room / cell).rounded(.up))) }

  private func draw(_ value: Double, strength: Double, x: Double, y: Double, with pen: Pen) {
    let gap = cellHeight > 12 ? 1.0 : 0
    pen.svg.add(
      "rect",
      [
        "class": value < 0 ? "below" : "above", "x": coordinate(x), "y": coordinate(y),
        "width": coordinate(cellWidth - gap), "height": coordinate(cellHeight - gap),
        "fill-opacity": coordinate(0.04 + 0.56 * strength),
      ])
    // A number needs some 44 units to be read; the table has them all.
    guard cellWidth >= 44, cellHeight >= 20 else { return }
    let number = typographic(String(format: abs(value) < 1000 ? "%.2f" : "%.2g", value))
    let (middle, base) = (x + cellWidth / 2, y + cellHeight / 2 + 4)
    pen.text(number, x: middle, y: base, anchor: "middle", style: "value")
  }
}
