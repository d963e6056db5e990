import Answers
import Course
import Foundation
import Grading
import Toolchain

/// Grades what a student handed in at Gradescope, in the folder that Gradescope lays out.
///
/// It has `submission`, `submission_metadata.json` and `results`.
public struct GradescopeRun: Sendable {
  private let workbook: Workbook
  private let sections: [Section]
  private let folder: URL
  private let detail: GradescopeDetail

  /// A run in `folder`, which is `/autograder` there.
  public init(
    of workbook: Workbook, sections: [Section], in folder: URL, detail: GradescopeDetail
  ) {
    self.workbook = workbook
    self.sections = sections
    self.folder = folder
    self.detail = detail
  }

  /// Grades, and writes `results/results.json`: whole, and also where nothing could be graded.
  ///
  /// Throws what keeps the file from being written, and a `CancellationError`.
  public func run() async throws {
    var text: String
    do {
      text = try await graded()
    } catch let error as CancellationError {
      throw error
    } catch {
      text = try Report.gradescope(failure: errorText(error))
    }
    let results = folder.appending(path: "results")
    try FileManager.default.createDirectory(at: results, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: results.appending(path: "results.json"), options: .atomic)
  }

  private func graded() async throws -> String {
    let submission = folder.appending(path: "submission")
    guard FileManager.default.fileExists(atPath: submission.path) else {
      throw HandoutError("there is no folder \(submission.path)")
    }
    let answers = try SubmittedAnswers(in: submission, for: sections)
    let gathered = FileManager.default.temporaryDirectory
      .appending(path: "answers-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: gathered) }
    try answers.copy(to: gathered)
    let metadata = metadata
    // The same submission has the same inputs each time.
    let seed = UInt64(metadata?.id.map { $0.magnitude % 9999 } ?? 0) + 1
    let report = try await Grader(
      workbook: workbook, seed: seed, jobs: 1, confinement: .required
    ).grade(sections, answers: try Answers(at: gathered, for: sections))
    let missing = sections.filter { answers.found[$0.module] == nil }.map { "\($0.module).swift" }
    let notes =
      answers.problems + [metadata?.lateness].compactMap(\.self)
      + (missing.isEmpty ? [] : ["Not handed in: \(missing.joined(separator: ", "))."])
    return try report.gradescope(detail: detail, notes: notes)
  }

  /// What Gradescope says of the submission; nil where it says nothing that can be read.
  private var metadata: GradescopeMetadata? {
    let file = folder.appending(path: "submission_metadata.json")
    guard let data = try? Data(contentsOf: file) else { return nil }
    return try? JSONDecoder().decode(GradescopeMetadata.self, from: data)
  }
}
