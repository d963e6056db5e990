import Course
import Foundation
import Grading
import Toolchain

/// Grades a folder of submissions, one a folder inside, and writes a report file for each.
///
/// A submission that cannot be read or graded costs itself alone. Reports stand in
/// `OUTPUT/reports/NAME.json`, written when a submission is done; `OUTPUT/summary.json` comes last.
/// A second run into the same folder goes on with the first run's seed, so that what is graded
/// already is taken from the results kept of unchanged answers.
public struct ClassGrader: Sendable {
  private let workbook: Workbook
  private let output: URL
  private let jobs: Int
  private let grader: Grader
  public let seed: UInt64

  /// A grader that writes into a folder.
  ///
  /// Without a seed, that of an earlier run into the folder is taken, else a new one. Submissions
  /// run in a sandbox or not at all, unless `confinement` says otherwise.
  public init(
    workbook: Workbook, output: URL, seed: UInt64?, jobs: Int, reuse: Bool = true,
    confinement: Confinement = .required, executable: URL? = Bundle.main.executableURL
  ) {
    self.workbook = workbook
    self.output = output
    self.jobs = max(1, jobs)
    self.seed = seed ?? Self.earlierSeed(in: output) ?? .random(in: 1...9999)
    grader = Grader(
      workbook: workbook, seed: self.seed, jobs: 1, reuse: reuse ? .sameSeed : .nothing,
      confinement: confinement, executable: executable)
  }

  /// The submissions in a folder, by name, in order.
  ///
  /// Throws a `ClassError` when the folder cannot be read or holds no submission.
  public static func submissions(in folder: URL) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw ClassError("\(folder.path) cannot be read, or is no folder")
    }
    let found = names.sorted().filter { !$0.hasPrefix(".") }
    guard !found.isEmpty else {
      throw ClassError("\(folder.path) holds no submissions: each is a folder inside")
    }
    return found
  }

  /// Grades the submissions in a folder.
  ///
  /// `progress` is told the name of each that is done. Throws a `ClassError`, a
  /// `SandboxMissing`, a `CancellationError`, or what says that the output cannot be written.
  public func grade(
    _ folder: URL, sections: [Section], progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> ClassSummary {
    let names = try Self.submissions(in: folder)
    try await grader.checkConfinement()
    try FileManager.default.createDirectory(at: reports, withIntermediateDirectories: true)
    guard let lock = try FolderLock(reports) else {
      throw ClassError(
        "another run is writing into \(output.path): wait for it, or name another --output")
    }
    defer { withExtendedLifetime(lock) {} }
    // Kept from the start, so that a run that was interrupted goes on with the same inputs.
    try Data("\(seed)\n".utf8).write(to: Self.seedFile(in: output), options: .atomic)
    let students = try await mapConcurrently(names, jobs: jobs) { name in
      let student = try await student(name, in: folder, sections: sections)
      progress(FailureText.escapedLine(name))
      return student
    }
    let summary = ClassSummary(
      course: workbook.course.title, seed: seed, sections: sections.map(\.id),
      possible: sections.reduce(0) { $0 + $1.points }, students: students)
    try Data(sortedJSON(summary).utf8).write(
      to: output.appending(path: "summary.json"), options: .atomic)
    return summary
  }

  private func student(
    _ name: String, in folder: URL, sections: [Section]
  ) async throws -> ClassSummary.Student {
    let submission = folder.appending(path: name)
    let facts = try? FileManager.default.attributesOfItem(atPath: submission.path)
    let type = facts?[.type] as? FileAttributeType
    guard type == .typeDirectory else {
      let what = type == .typeSymbolicLink ? "a link" : "not a folder"
      return ClassSummary.Student(name, problem: "is \(what), and was left out")
    }
    // What may not be looked into says nothing of what its student answered.
    guard (try? FileManager.default.contentsOfDirectory(atPath: submission.path)) != nil else {
      return ClassSummary.Student(name, problem: "cannot be read, and was left out")
    }
    do {
      let report = try await grader.grade(sections, answers: .folder(submission))
      let file = reports.appending(path: "\(name).json")
      try Data(report.json().utf8).write(to: file, options: .atomic)
      return ClassSummary.Student(name, report: report)
    } catch let error as CancellationError {
      throw error
    } catch {
      return ClassSummary.Student(name, problem: words(for: error))
    }
  }

  private var reports: URL { output.appending(path: "reports") }

  private static func seedFile(in output: URL) -> URL { output.appending(path: "seed") }

  private static func earlierSeed(in output: URL) -> UInt64? {
    let text = try? String(contentsOf: seedFile(in: output), encoding: .utf8)
    return text.flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }
}

/// A class cannot be graded.
public struct ClassError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
