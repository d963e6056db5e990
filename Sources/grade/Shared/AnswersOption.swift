import Answers
import ArgumentParser
import Course
import Foundation
import Grading

/// The option of commands that take other answers than those in Exercises.
struct AnswersOption: ParsableArguments {
  @Option(
    name: .customLong("answers"),
    help: "The answers: a folder laid out as Exercises, or one section's file.",
    completion: .file())
  var path: String?

  /// Whether they are the student's own, of which is remembered what they came to.
  var isExercises: Bool { path == nil }

  func answers(to sections: [Section], of workbook: Workbook) throws -> Answers {
    let url = path.map { URL(filePath: $0) } ?? workbook.root.appending(path: Workbook.exercises)
    return try Answers(at: url, for: sections)
  }
}

extension Workbook {
  /// Remembers what grading the answers in Exercises came to.
  func remember(_ report: Report, of sections: [Section], answers: [String: String]) {
    let untouched = zip(sections, report.sections).filter { $1.state == .unanswered }.map(\.0)
    Skeleton.keep(untouched, of: self)
    StudentState.update(self) { $0.record(report, answers: answers) }
  }

  /// Remembers what trying the answers in Exercises came to, where there is nothing else to know.
  func remember(_ trial: Trial, answers: [String: String]) {
    StudentState.update(self) { $0.record(trial, answers: answers) }
  }
}
