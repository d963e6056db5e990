import Foundation
import Grading

extension MarkExport {
  /// Writes Gradescope's `results.json` for each student with a mark into a new folder; returns
  /// their number. The score is the mark that counts, and the tests are the parts.
  public func writeGradescope(to folder: URL) throws -> Int {
    try writeFiles(to: folder, ending: "json", onlyMarked: true) { marks, results in
      let total = marks.total ?? Points(0)
      return try gradescopeResults(
        score: Double(total.hundredths) / 100,
        output: (["\(course.title): \(total) of \(marks.possible) points"] + marks.notes)
          .joined(separator: "\n"),
        entries: results.joined().map { result in
          try result.text { try gradescopeEntry(of: $0) }
        })
    }
  }

  private func gradescopeEntry(of result: PartResult) throws -> String {
    try GradescopePart(
      section: sections[result.section], part: result.part.name, title: result.part.title,
      points: result.part.points, possible: result.part.possible,
      output: result.failures.map { "\($0.title)\n\($0.message)" }.joined(separator: "\n")
    ).entry()
  }

  /// Writes Classroom 50's `result.json` for each student with a mark into a new folder; returns
  /// their number. The students' keys are their names there.
  public func writeClassroom50(to folder: URL, classroom: String, assignment: String) throws -> Int
  {
    try writeFiles(to: folder, ending: "json", onlyMarked: true) { marks, results in
      let result = Classroom50Result(
        marks, classroom: classroom, assignment: assignment, at: Date())
      return try result.text(
        with: results.joined().map { result in
          try result.text { try Classroom50Result.Test(sections[$0.section], $0.part).text() }
        })
    }
  }
}
