import Foundation
import Grading

extension MarkExport {
  /// Writes Gradescope's `results.json` for each student with a mark into a new folder; returns
  /// their number. The score is the mark that counts, and the tests are the parts.
  public func writeGradescope(to folder: URL) throws -> Int {
    try writeFiles(to: folder, ending: "json") { marks, graded in
      guard let total = marks.total else { return nil }
      let notes = marks.sections.filter { !$0.note.isEmpty }.map { "\($0.section) \($0.note)" }
      return try gradescopeResults(
        score: Double(total.hundredths) / 100,
        output: (["\(course.title): \(total) of \(marks.possible) points"] + notes)
          .joined(separator: "\n"),
        parts: sections.flatMap { section in
          (graded[section.id]?.parts ?? []).map { part in
            GradescopePart(
              section: section, part: part.name, title: part.title, points: part.points,
              possible: part.possible,
              output: (graded[section.id]?.failures ?? []).filter { $0.part == part.name }
                .map { "\($0.title)\n\($0.message)" }.joined(separator: "\n"))
          }
        })
    }
  }

  /// Writes Classroom 50's `result.json` for each student with a mark into a new folder; returns
  /// their number. The students' keys are their names there.
  public func writeClassroom50(to folder: URL, classroom: String, assignment: String) throws -> Int
  {
    try writeFiles(to: folder, ending: "json") { marks, graded in
      guard let total = marks.total else { return nil }
      let result = Classroom50Result(
        marks, total: total, graded: sections.map { ($0, graded[$0.id]) }, classroom: classroom,
        assignment: assignment, at: Date())
      return try sortedJSON(result)
    }
  }
}
