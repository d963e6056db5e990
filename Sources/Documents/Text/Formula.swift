import Markup

/// A formula as its author wrote it, in TeX.
package struct Formula: Hashable, Codable, Sendable {
  package let tex: String
  /// Whether it is on lines of its own.
  let isDisplayed: Bool

  package init(_ tex: String, isDisplayed: Bool) {
    self.tex = tex.trimmed
    self.isDisplayed = isDisplayed
  }

  /// The formulas of a text, with their lines.
  package static func all(in blocks: [Block]) -> [(formula: Formula, line: Int)] {
    var found: [(Formula, Int)] = []
    for block in blocks {
      block.forEachInline { inline in
        guard case .math(let tex, let isDisplayed, let line) = inline else { return }
        found.append((Formula(tex, isDisplayed: isDisplayed), line))
      }
    }
    return found
  }

  /// The headings of tables that are formulas alone, which not every screen reader can say.
  package static func silentHeadings(in blocks: [Block], file: String) -> [LessonFault] {
    blocks.flatMap { block -> [LessonFault] in
      guard case .table(let table) = block else { return [] }
      return table.header.compactMap { words in
        guard words.count == 1, case .math(let formula, _, let line)? = words.first else {
          return nil
        }
        return LessonFault(
          file: file, line: line,
          message: "a table's heading '\(formula.trimmed)' needs a word beside the formula")
      }
    }
  }
}
