import Answers
import Course
import Foundation

/// A report as compilers write theirs, a line a finding, which editors turn into marks in the file:
/// `Exercises/.../AffineMaps.swift:22:12: error: affine: maps each row: matmul: ...`.
struct EditorReport {
  let report: Report
  let workbook: Workbook

  /// The findings of all sections, each line ending in a line end; nothing when all is right.
  var text: String {
    report.sections.flatMap(lines).map { $0 + "\n" }.joined()
  }

  private func lines(_ section: SectionReport) -> [String] {
    let problems = section.problems.map { problem in
      line(section, problem.line ?? 1, problem.column, "error", problem.message)
    }
    guard section.state == .graded || section.state == .unanswered else { return problems }
    let answer = try? AnswerFile(workbook.file(section.file))
    let parts = workbook.course.section(numbered: section.id)?.parts ?? []
    return problems
      + section.parts.flatMap { part in
        let declarations = parts.first { $0.name == part.name }?.declarations ?? []
        let start = declarations.lazy.compactMap { answer?.line(of: $0) }.first
        return lines(part, of: section, at: start ?? 1)
      }
  }

  private func lines(_ part: PartReport, of section: SectionReport, at start: Int) -> [String] {
    if let call = part.unanswered.first {
      return [line(section, call.line, nil, "warning", "\(part.name): not answered yet")]
    }
    return part.tests.filter(\.verdict.isWrong).map { test in
      let place = test.verdict.place
      let told = ([part.name, test.title] + test.verdict.messages.prefix(1)).joined(separator: ": ")
      return line(section, place?.line ?? start, place?.column, "error", told)
    }
  }

  private func line(
    _ section: SectionReport, _ line: Int, _ column: Int?, _ severity: String, _ message: String
  ) -> String {
    editorLine(section.file, line, column, severity, message)
  }
}

/// A trial in the same form; a failure that has no place in the answer is marked at its top.
struct EditorTrial {
  let trial: Trial
  let workbook: Workbook

  /// The findings of all sections, each line ending in a line end; nothing when all is right.
  var text: String {
    trial.sections.flatMap(lines).map { $0 + "\n" }.joined()
  }

  private func lines(_ section: SectionTrial) -> [String] {
    section.problems.map {
      editorLine(section.file, $0.line ?? 1, $0.column, "error", $0.message)
    }
      + section.unanswered.map {
        editorLine(section.file, $0.line, nil, "warning", "\($0.declaration): not answered yet")
      }
      + section.tests.filter(\.verdict.isWrong).map { test in
        let place = test.verdict.place
        let told = ([test.title] + test.verdict.messages.prefix(1)).joined(separator: ": ")
        return editorLine(section.file, place?.line ?? 1, place?.column, "error", told)
      }
  }
}

/// A finding on a line, as editors read it.
private func editorLine(
  _ file: String, _ line: Int, _ column: Int?, _ severity: String, _ message: String
) -> String {
  "\(file):\(line):\(max(1, column ?? 1)): \(severity): " + message.prefix { $0 != "\n" }
}
