import Figures

/// A figure for a terminal: what it shows in words, and its numbers where they are few.
struct FigureText: CustomStringConvertible {
  /// More rows than this are left to the page.
  private static let rowLimit = 12

  let figure: Figure

  var description: String {
    let table = ChartTable(figure)
    let head = "\(figure.title)\n  \(ChartSummary(figure).description)\n"
    guard table.rows.count <= Self.rowLimit else { return head }
    let rows = [table.header] + table.rows
    let widths = table.header.indices.map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return head
      + rows.map { row in
        let cells = zip(row, widths).map { cell, width in
          String(repeating: " ", count: width - cell.count) + cell
        }
        return "  " + cells.joined(separator: "  ") + "\n"
      }.joined()
  }
}
