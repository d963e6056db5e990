/// Writes what a lesson's blocks printed into the lesson itself.
package enum Recorder {
  /// The lesson's text with each output block renewed, and with one added where a block prints and
  /// has none. A block that prints nothing loses its output; one with `...` in it is left alone
  /// while it still holds, since an author shortened it by hand.
  package static func record(_ outputs: [CellOutput], in lesson: Lesson) -> String {
    var lines = lesson.source.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    // From the end, so that the lines before keep their numbers.
    for (cell, output) in zip(lesson.cells, outputs).reversed() {
      let printed = output.lines
      if let held = cell.held {
        let holds = HeldOutput(held, file: lesson.file).fault(printed: output) == nil
        // What was shortened by hand, or need not be what is printed, stays while it holds.
        if holds, held.lines.contains("...") || held.role != .output(.exactly) {
          if !held.lines.isEmpty { continue }
        }
        let range = (held.line - 1)..<held.lastLine
        lines.replaceSubrange(
          range, with: printed.isEmpty ? [] : block(printed, held.prefix, info: held.info))
      } else if !printed.isEmpty, cell.code.role != .hidden {
        let prefix = cell.code.prefix
        var gap = prefix
        while gap.last?.isWhitespace == true { gap.removeLast() }
        lines.insert(contentsOf: [gap] + block(printed, prefix), at: cell.code.lastLine)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A fence longer than any that the output has in it.
  private static func block(
    _ printed: [String], _ prefix: String, info: String = "output"
  ) -> [String] {
    let longest = printed.map { $0.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return (["\(fence)\(info)"] + printed + [fence]).map { line in
      var line = prefix + line
      while line.last?.isWhitespace == true { line.removeLast() }
      return line
    }
  }
}
