import Answers
import Course
import Foundation

/// Why a hidden suite does not compile against an answer that compiles by itself.
///
/// What the compiler said would quote the suite, so the answer's public declarations are compared
/// with those of the exercise instead.
struct SuiteMisfit {
  let problems: [SectionReport.Problem]

  init(of submission: Submission, solution: URL) {
    let section = submission.section
    let wanted = section.parts.flatMap(\.declarations) + section.provided
    let answer = Signatures(of: submission.file)
    let missing = wanted.filter { answer[$0] == nil }
    // Where solutions are not at hand, the names alone can be compared.
    let expected = (try? AnswerFile(solution)).map { Signatures(of: $0) }
    if !missing.isEmpty {
      problems = missing.map {
        SectionReport.Problem(
          "`\($0)` is missing or not public: its name and labels must stay as in the exercise")
      }
      return
    }
    let changed = wanted.compactMap { name -> SectionReport.Problem? in
      guard let own = answer[name], let asked = expected?[name], own.text != asked.text else {
        return nil
      }
      return SectionReport.Problem(
        "`\(name)` has another signature than the exercise, which asks for `\(asked.text)`",
        line: own.line, column: own.column, source: submission.file.source(ofLine: own.line))
    }
    problems = changed.isEmpty ? [SectionReport.Problem(Self.unexplained)] : changed
  }

  private static let unexplained =
    "the answer compiles, but the tests do not compile against it: compare its public "
    + "declarations with those of the exercise"
}
