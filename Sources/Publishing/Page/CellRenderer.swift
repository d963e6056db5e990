import Markup

/// Adds a block that ran: its code, what it printed and what it drew.
struct CellRenderer {
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

  func add(to parent: Element) {
    let isShown = cell.code.role != .hidden
    if isShown {
      let element = parent.add("div", ["class": cell.fails ? "cell fails" : "cell"])
      let code = element.add("pre", ["tabindex": "0"]).add("code", ["class": "swift"])
      Highlighter.add(swift: cell.code.code, to: code, links: symbols)
      addOutput(to: element)
    }
    for (index, figure) in output.figures.enumerated() {
      Chart(
        figure: figure, identifier: "figure-\(number)-\(index + 1)", drawings: drawings
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
  static func add(_ lines: [String], to box: Element) {
    let shown = lines.prefix(Self.lineLimit).map { $0.cut(to: Self.widthLimit) }
      .joined(separator: "\n").cut(to: Self.sizeLimit)
    box.add("pre", ["tabindex": "0"]).add("samp", [:], shown)
    if lines.count > Self.lineLimit {
      box.add("p", ["class": "more"], "and \(lines.count - Self.lineLimit) more lines")
    }
  }
}
