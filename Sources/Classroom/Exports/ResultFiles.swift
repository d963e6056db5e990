import Foundation
import Grading

extension MarkExport {
  /// A part of a section as other systems list it.
  private struct ListedPart: Hashable, Sendable {
    /// The section's index.
    let section: Int
    let part: GradedSection.Part
    let output: String
  }

  /// Writes Gradescope's `results.json` for each student with a mark into a new folder; returns
  /// their number. The score is the mark that counts, and the tests are the parts.
  public func writeGradescope(to folder: URL) throws -> Int {
    let entries = MadeTexts<ListedPart>()
    return try writeFiles(to: folder, ending: "json", onlyMarked: true) { marks, graded in
      let total = marks.total ?? Points(0)
      return try gradescopeResults(
        score: Double(total.hundredths) / 100,
        output: (["\(course.title): \(total) of \(marks.possible) points"] + marks.notes)
          .joined(separator: "\n"),
        entries: entries.texts(
          for: parts(of: graded, in: marks, with: { $0.output(of: $1) })
        ) { listed in
          try GradescopePart(
            section: sections[listed.section], part: listed.part.name, title: listed.part.title,
            points: listed.part.points, possible: listed.part.possible, output: listed.output
          ).entry()
        })
    }
  }

  /// Writes Classroom 50's `result.json` for each student with a mark into a new folder; returns
  /// their number. The students' keys are their names there.
  public func writeClassroom50(to folder: URL, classroom: String, assignment: String) throws -> Int
  {
    let entries = MadeTexts<ListedPart>()
    return try writeFiles(to: folder, ending: "json", onlyMarked: true) { marks, graded in
      let result = Classroom50Result(
        marks, classroom: classroom, assignment: assignment, at: Date())
      return try result.text(
        with: entries.texts(for: parts(of: graded, in: marks, with: { _, _ in "" })) { listed in
          try Classroom50Result.Test(sections[listed.section], listed.part).text()
        })
    }
  }

  /// The parts of all sections, each with an output.
  private func parts(
    of graded: [String: GradedSection], in marks: StudentMarks,
    with output: (GradedSection, GradedSection.Part) -> String
  ) -> [ListedPart] {
    marks.sections.enumerated().flatMap { index, mark in
      (graded[mark.section]?.parts ?? []).map { part in
        ListedPart(
          section: index, part: part, output: graded[mark.section].map { output($0, part) } ?? "")
      }
    }
  }
}

extension GradedSection {
  /// What was wrong with a part.
  fileprivate func output(of part: Part) -> String {
    failures.filter { $0.part == part.name }.map { "\($0.title)\n\($0.message)" }
      .joined(separator: "\n")
  }
}
