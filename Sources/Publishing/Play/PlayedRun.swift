import Figures
import Rendering

/// What a program did that someone ran.
public struct PlayedRun: Sendable {
  /// What it printed, with a line in the place of each figure.
  public let text: String
  let figures: [Figure]
  /// What it wrote to standard error and ended by itself.
  public var errorText = ""
  /// What is wrong with the program, with file, line and source; empty when all is well.
  public let faults: String
  /// Whether the program was built and began to run.
  public let didStart: Bool
  /// The exit status with which to pass its end on.
  public let status: Int32

  /// How many figures it drew.
  public var figureCount: Int { figures.count }

  /// A piece of what it did: lines that it printed, or a figure.
  enum Piece: Equatable {
    case text(String)
    case figure(Figure)
  }

  /// Text and figures in their order.
  var pieces: [Piece] {
    var pieces: [Piece] = []
    var lines: [Substring] = []
    var waiting = figures[...]
    func endText() {
      let text = lines.joined(separator: "\n")
      if text.contains(where: { !$0.isWhitespace }) { pieces.append(.text(text)) }
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // Where a line was begun and not ended, the mark is at its end.
      guard let figure = waiting.first, line.hasSuffix(LessonRun.mark(figure.title)) else {
        lines.append(line)
        continue
      }
      waiting = waiting.dropFirst()
      let rest = line.dropLast(LessonRun.mark(figure.title).count)
      if !rest.isEmpty { lines.append(rest) }
      endText()
      pieces.append(.figure(figure))
    }
    endText()
    return pieces + waiting.map { .figure($0) }
  }

  /// The figures in words and numbers, for a reader at a terminal.
  public var figuresAsText: String {
    figures.map { FigureText(figure: $0).description }.joined(separator: "\n")
  }
}

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
