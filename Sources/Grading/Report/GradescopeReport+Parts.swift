import Course

/// A part of a section, as an entry of Gradescope's `results.json`.
package struct GradescopePart {
  package let section: Section
  package let part: String
  package let title: String
  package let points: Int
  package let possible: Int
  package let output: String

  package init(
    section: Section, part: String, title: String, points: Int, possible: Int, output: String
  ) {
    self.section = section
    self.part = part
    self.title = title
    self.points = points
    self.possible = possible
    self.output = output
  }

  /// The entry as text, for `gradescopeResults`.
  package func entry() throws -> String {
    try SplicedJSON.element(
      GradescopeReport.Test(
        part: part, titled: title, of: section.id, section.module, points: points,
        possible: possible, output: output, GradescopeDetail.parts.visibility))
  }
}

/// Gradescope's `results.json` with a score of its own, which goes before the sum of the entries.
package func gradescopeResults(
  score: Double, output: String, entries: [String]
) throws -> String {
  try SplicedJSON.text(GradescopeReport(score: score, output: output), "tests", of: entries)
}

extension GradescopeReport {
  /// A report without entries.
  fileprivate init(score: Double, output: String) {
    self.score = score
    execution_time = 0
    self.output = output
    visibility = GradescopeDetail.parts.visibility
    tests = []
  }
}
