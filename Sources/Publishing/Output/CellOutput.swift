import Figures
import Markup

/// What one block of a lesson did when it ran.
struct CellOutput: Codable, Equatable, Sendable {
  /// What it printed; for a block that must fail, the compiler's message or the fatal error too.
  var text = ""
  var figures: [Figure] = []

  /// The text's lines, without white space at their ends or empty lines at the end; control
  /// characters are pictures, so that they act neither on a page nor in a lesson they are written to.
  var lines: [String] {
    let text = text.replacing("\r\n", with: "\n").visible.replacing("\r", with: "\u{240D}")
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last?.isWhitespace == true { line.removeLast() }
      return String(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
