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
}

/// Gradescope's `results.json` with a score of its own, which goes before the sum of the entries.
package func gradescopeResults(
  score: Double, output: String, parts: [GradescopePart]
) throws -> String {
  try GradescopeReport(score: score, output: output, parts: parts).json()
}

extension GradescopeReport {
  fileprivate init(score: Double, output: String, parts: [GradescopePart]) {
    self.score = score
    execution_time = 0
    self.output = output
    let visibility = GradescopeDetail.parts.visibility
    self.visibility = visibility
    tests = parts.map { part in
      Test(
        part: part.part, titled: part.title, of: part.section.id, part.section.module,
        points: part.points, possible: part.possible, output: part.output, visibility)
    }
  }
}
