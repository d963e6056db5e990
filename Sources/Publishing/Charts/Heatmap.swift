import Figures
import Foundation

/// A matrix as coloured cells: one colour above zero, another below, stronger away from it.
struct Heatmap {
  let values: [[Double]]
  let rows: [String]
  let columns: [String]

  private static let left = 96.0
  private static let top = 40.0

  /// The drawing's height, for cells that are about square but never too flat to read.
  static func height(rows: Int, columns: Int) -> Double {
    top + Double(rows) * cellHeight(columns: columns) + 34
  }

  private static func cellHeight(columns: Int) -> Double {
    min(max(cellWidth(columns: columns), 22), 44)
  }

  private static func cellWidth(columns: Int) -> Double {
    min((Chart.width - left - 14) / Double(max(columns, 1)), 88)
  }

  func draw(_ figure: Figure, in svg: Element) {
    let width = Self.cellWidth(columns: columns.count)
    let height = Self.cellHeight(columns: columns.count)
    let largest = values.joined().filter(\.isFinite).map(abs).max() ?? 0
    let showsNumbers = width >= 44
    for (row, line) in values.enumerated() {
      let y = Self.top + Double(row) * height
      add(rows[row], x: Self.left - 8, y: y + height / 2 + 4, anchor: "end", in: svg)
      for (column, value) in line.enumerated() {
        let x = Self.left + Double(column) * width
        let strength = value.isFinite && largest > 0 ? abs(value) / largest : 0
        svg.add(
          "rect",
          [
            "class": value < 0 ? "cell below" : "cell above", "x": coordinate(x),
            "y": coordinate(y), "width": coordinate(width - 1), "height": coordinate(height - 1),
            "fill-opacity": coordinate(0.04 + 0.56 * strength),
          ])
        if showsNumbers {
          let number = typographic(String(format: "%.2f", value))
          let (middle, base) = (x + width / 2, y + height / 2 + 4)
          add(number, x: middle, y: base, anchor: "middle", "value", in: svg)
        }
      }
    }
    for (column, name) in columns.enumerated() {
      let x = Self.left + (Double(column) + 0.5) * width
      add(name, x: x, y: Self.top - 10, anchor: "middle", in: svg)
    }
    let bottom = Self.top + Double(values.count) * height
    let middle = Self.left + Double(columns.count) * width / 2
    if !figure.xLabel.isEmpty {
      add(figure.xLabel, x: middle, y: bottom + 22, anchor: "middle", "label", in: svg)
    }
    if !figure.yLabel.isEmpty {
      let y = (Self.top + bottom) / 2
      let label = add(figure.yLabel, x: 14, y: y, anchor: "middle", "label", in: svg)
      label.set("transform", "rotate(-90 14 \(coordinate(y)))")
    }
  }

  @discardableResult
  private func add(
    _ text: String, x: Double, y: Double, anchor: String, _ style: String? = nil, in svg: Element
  ) -> Element {
    svg.add(
      "text",
      ["class": style, "x": coordinate(x), "y": coordinate(y), "text-anchor": anchor], text)
  }
}
