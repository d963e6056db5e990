import Documents
import Markup
import Symbols

/// Adds a block that ran: its code, what it printed and what it drew.
package struct CellRenderer {
  /// More lines than this are left out of the page, with a word on how many.
  static let lineLimit = 500
  /// More characters of a line than this are left out, and of all lines together.
  private static let widthLimit = 2_000
  private static let sizeLimit = 100_000

  let cell: Cell
  let output: CellOutput
  /// The block's number on the page, which its figures' identifiers begin with.
  let number: Int
  let drawings: Drawings
  let symbols: SymbolLinks
  let figures: FigureNumbers

  func add(to parent: Element) {
    if cell.code.role != .hidden { addOutput(to: addCode(to: parent)) }
    addFigures(to: parent)
  }

  /// Adds the block with what it printed and drew folded away, and with that a prediction's answer.
  func add(to parent: Element, folding answer: [Block], with blocks: BlockRenderer) {
    addCode(to: parent)
    let fold = parent.addFold("Answer")
    if !output.lines.isEmpty { addOutput(to: fold.add("div", ["class": boxStyle])) }
    addFigures(to: fold)
    blocks.add(answer, to: fold)
  }

  private var boxStyle: String { cell.fails ? "cell fails" : "cell" }

  @discardableResult
  private func addCode(to parent: Element) -> Element {
    let element = parent.add("div", ["class": boxStyle])
    let code = element.add("pre").add("code", ["class": "swift"])
    Highlighter.add(swift: cell.code.code, to: code, links: symbols, marks: cell.code.marks)
    return element
  }

  private func addFigures(to parent: Element) {
    for (index, figure) in output.figures.enumerated() {
      var figure = figure
      let description = figures.description(line: cell.code.line, index: index)
      if !description.isEmpty { figure.description = description }
      Chart(
        figure: figure, identifier: "figure-\(number)-\(index + 1)", drawings: drawings,
        number: figures.number(line: cell.code.line, index: index)
      ).add(to: parent)
    }
  }

  private func addOutput(to parent: Element) {
    let lines = output.lines
    guard !lines.isEmpty else { return }
    let box = parent.add("div", ["class": "out"])
    box.add("p", ["class": "label"], cell.fails ? "Fails:" : "Out:")
    Self.add(lines, to: box)
  }

  /// Adds printed lines to a box, as many as a page can hold.
  package static func add(_ lines: [String], to box: Element) {
    let shown = lines.prefix(Self.lineLimit).map { $0.cut(to: Self.widthLimit) }
      .joined(separator: "\n").cut(to: Self.sizeLimit)
    box.add("pre").add("samp", [:], shown)
    if lines.count > Self.lineLimit {
      box.add("p", ["class": "more"], "and \(lines.count - Self.lineLimit) more lines")
    }
  }
}
